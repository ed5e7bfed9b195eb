package dev.latchkey.connector;

import dev.latchkey.platform.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/// Tells operators what of the connectors will need them: in the health detail, and in the log once a
/// day. It never takes a replica out of service, since another one would do no better.
@Wellness
@Singleton
class ConnectorWatch implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(ConnectorWatch.class);

    private final Connectors connectors;

    ConnectorWatch(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("connectors").up();
        try {
            connectors.all().forEach(connector -> describe(connector, response));
        } catch (RuntimeException e) { // the database may be away, which is not this check's business
            LOG.debugf(e, "the connectors cannot be looked at");
            response.withData("unreadable", true);
        }
        return response.build();
    }

    private static void describe(ConfiguredConnector connector, HealthCheckResponseBuilder response) {
        connector.connector().status().forEach((name, value) -> add(response, connector.id() + "." + name, value));
        String warnings = String.join(" ", connector.connector().warnings());
        if (!warnings.isEmpty()) {
            response.withData(connector.id() + ".warnings", warnings);
        }
    }

    @Scheduled(every = "24h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void log() {
        try {
            connectors.all().forEach(ConnectorWatch::log);
        } catch (DatabaseException e) {
            LOG.warnf("the connectors cannot be looked at: %s", e.getMessage());
        }
    }

    private static void log(ConfiguredConnector connector) {
        connector.connector().warnings().forEach(warning -> LOG.warnf("Connector %s: %s", connector.id(), warning));
    }

    private static void add(HealthCheckResponseBuilder response, String name, Object value) {
        switch (value) {
            case Long number -> response.withData(name, number);
            case Boolean flag -> response.withData(name, flag);
            case Instant time -> response.withData(name, time.toString());
            default -> response.withData(name, value.toString());
        }
    }
}
