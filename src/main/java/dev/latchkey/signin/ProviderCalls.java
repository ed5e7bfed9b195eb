package dev.latchkey.signin;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.platform.Counters;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/// Asks a provider who somebody is, and counts how that went and how long it took.
@Singleton
public class ProviderCalls {
    private final Counters counters;

    ProviderCalls(Counters counters) {
        this.counters = counters;
    }

    public ExternalIdentity identify(ConfiguredConnector connector, Arrival arrival) {
        long start = System.nanoTime();
        try {
            ExternalIdentity identity = connector.connector().identify(arrival);
            count(connector, "success", start);
            return identity;
        } catch (ConnectorException failure) {
            count(connector, failure.error().name().toLowerCase(Locale.ROOT), start);
            throw failure;
        }
    }

    private void count(ConfiguredConnector connector, String outcome, long start) {
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        counters.time(
                "latchkey.social.provider.calls",
                taken,
                "factory",
                connector.metadata().id(),
                "outcome",
                outcome);
    }
}
