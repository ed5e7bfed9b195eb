package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A kind of connector that calls nobody: whoever brings `code=alice` is alice.
final class FakeFactory implements ConnectorFactory {
    private final ConnectorMetadata metadata;

    private FakeFactory(String id, ConnectorMetadata.Platform platform) {
        Map<String, String> name = Map.of("en", "Fake");
        ConnectorMetadata.FormItem secret =
                new ConnectorMetadata.FormItem("secret", "Secret", "Text", true, null, null, null, null, true);
        this.metadata =
                new ConnectorMetadata(id, "fake", platform, name, name, "/fake.svg", null, "# Fake", List.of(secret));
    }

    static final class Factories {
        private Factories() {}

        @Produces
        @Singleton
        static ConnectorFactory web() {
            return new FakeFactory("fake-web", ConnectorMetadata.Platform.Web);
        }

        @Produces
        @Singleton
        static ConnectorFactory otherWeb() {
            return new FakeFactory("fake-web-other", ConnectorMetadata.Platform.Web);
        }

        @Produces
        @Singleton
        static ConnectorFactory app() {
            return new FakeFactory("fake-native", ConnectorMetadata.Platform.Native);
        }
    }

    @Override
    public ConnectorMetadata metadata() {
        return metadata;
    }

    @Override
    public SocialConnector configure(ObjectNode config) {
        String secret = config.path("secret").asText();
        if (!secret.startsWith("s3cret")) {
            throw new ConnectorException(ConnectorError.INVALID_CONFIG, "secret must begin with s3cret");
        }
        return new FakeConnector(config.path("appId").asText(), secret);
    }

    @Override
    public Set<String> confidentialKeys() {
        return Set.of("secret");
    }

    private record FakeConnector(String appId, String secret) implements SocialConnector {
        @Override
        public URI authorizationUri(String state, URI returnAddress) {
            return URI.create("https://fake.example.com/authorize?state=" + state + "&to=" + returnAddress
                    + "&secret_length=" + secret.length());
        }

        @Override
        public ExternalIdentity identify(Map<String, String> callback, URI returnAddress) {
            String code = callback.get("code");
            if (code == null || callback.containsKey("state")) {
                throw new ConnectorException(
                        ConnectorError.AUTH_CODE_INVALID, "the code is wrong", Map.of("sub_code", "fake.wrong"));
            }
            ObjectNode details = JsonNodeFactory.instance.objectNode().put("id", code);
            return new ExternalIdentity(
                    code,
                    Optional.of("app"),
                    Optional.empty(),
                    Optional.of("open-" + code),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    details);
        }

        @Override
        public List<String> warnings() {
            return appId.isEmpty() ? List.of("No appId is configured.") : List.of();
        }
    }
}
