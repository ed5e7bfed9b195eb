package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.simulator.AlipaySimulator;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.SimulatedApp;
import dev.latchkey.testing.OutboundSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A simulated Alipay and connectors to it.
final class Alipay implements AutoCloseable {
    static final Keys KEYS = Keys.fresh();
    static final String APP = AlipaySimulator.DEFAULT_APP_ID;
    static final URI CALLBACK = URI.create("https://id.example.com/callback/abc123def456");

    private static final Vertx VERTX = Vertx.vertx();

    final AlipaySimulator simulator = AlipaySimulator.start(0, KEYS, Clock.systemUTC());
    private final OutboundClient client;
    private final LearntCertificates learnt = new Memory();

    Alipay() {
        this(Duration.ofSeconds(5));
    }

    Alipay(Duration timeout) {
        this(OutboundSettings.local(timeout));
    }

    Alipay(OutboundSettings settings) {
        client = new OutboundClient(settings, VERTX);
    }

    /// A complete configuration, keys of both sides included.
    ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("appId", APP)
                .put("privateKey", Keys.pem(KEYS.merchant()))
                .put("signType", "RSA2")
                .put("alipayPublicKey", simulator.alipayPublicKey())
                .put("gatewayUrl", simulator.gateway().toString())
                .put("authorizationUrl", simulator.authorizationPage().toString());
    }

    AlipayWebFactory factory() {
        return new AlipayWebFactory(client, learnt, Clock.systemUTC());
    }

    AlipayNativeFactory nativeFactory() {
        return new AlipayNativeFactory(factory());
    }

    SocialConnector connector() {
        return connector(config());
    }

    SocialConnector connector(ObjectNode config) {
        return connector(config, Clock.systemUTC());
    }

    SocialConnector connector(ObjectNode config, Clock clock) {
        return new AlipayWebFactory(client, learnt, clock).configure(config);
    }

    List<Finding> diagnose(ObjectNode config, Clock clock) {
        return new AlipayWebFactory(client, learnt, clock).diagnose(config);
    }

    void app(SimulatedApp.IdMode mode) {
        simulator.register(SimulatedApp.of(APP, KEYS.merchant().getPublic()).with(mode));
    }

    ExternalIdentity signIn(String person) {
        return signIn(connector(), person);
    }

    ExternalIdentity signIn(SocialConnector connector, String person) {
        return connector.identify(Arrival.of(callback(person, "auth_user"), CALLBACK));
    }

    /// Through another app than the usual one.
    ExternalIdentity signIn(SocialConnector connector, String app, String person) {
        Map<String, String> callback = Map.of("auth_code", simulator.issueCode(app, person, "auth_user"));
        return connector.identify(Arrival.of(callback, CALLBACK));
    }

    ConnectorException refused(SocialConnector connector) {
        return assertThrows(ConnectorException.class, () -> signIn(connector, "lin"));
    }

    Map<String, String> callback(String person, String scope) {
        return Map.of(
                "auth_code",
                simulator.issueCode(APP, person, scope),
                "app_id",
                APP,
                "scope",
                scope,
                "source",
                "alipay_wallet");
    }

    @Override
    public void close() {
        simulator.close();
    }

    /// What a table of the database does for the service.
    private static final class Memory implements LearntCertificates {
        private final Map<String, String> files = new LinkedHashMap<>();
        private Learnt latest;

        @Override
        public Optional<List<PemCertificate>> find(String appId, String serial) {
            return Optional.ofNullable(files.get(appId + serial)).map(CertificateText::all);
        }

        @Override
        public void keep(String appId, String serial, String file, Instant expiresAt) {
            files.put(appId + serial, file);
            latest = new Learnt(serial, expiresAt);
        }

        @Override
        public Optional<Learnt> latest(String appId) {
            return Optional.ofNullable(latest);
        }
    }
}
