package dev.latchkey.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A social provider of the tests' own: it asks for an `appId` and a confidential `secret`, and takes
/// the code `is:<id>` for the person with that id. Its authorization URI tells the secret, so that a
/// test can see which one is in use. It leaves a session, and shows with the person what became of it.
public record TestProvider(ConnectorMetadata metadata, boolean isStandard) implements ConnectorFactory {
    public static final String WEB = "test-web";
    public static final String NATIVE = "test-native";
    /// Shares target and platform with [#WEB].
    public static final String RIVAL = "test-rival";

    /// Takes a target, a name and a logo of its own.
    public static final String STANDARD = "test-standard";

    public static final String TARGET = "test";

    /// Makes the beans.
    static final class Beans {
        private Beans() {}

        @Produces
        @Singleton
        static ConnectorFactory web() {
            return of(WEB, Platform.Web);
        }

        @Produces
        @Singleton
        static ConnectorFactory onPhones() {
            return of(NATIVE, Platform.Native);
        }

        @Produces
        @Singleton
        static ConnectorFactory rival() {
            return of(RIVAL, Platform.Web);
        }

        @Produces
        @Singleton
        static ConnectorFactory standard() {
            return new TestProvider(of(STANDARD, Platform.Universal).metadata(), true);
        }
    }

    @Override
    public SocialConnector configure(ObjectNode config) {
        return new Configured(
                required(config, "appId"), required(config, "secret"), config.has("old") ? "old is old." : null);
    }

    static TestProvider of(String id, Platform platform) {
        FormItem secret = new FormItem("secret", "Secret", "Text", true, null, null, null, null, true);
        return new TestProvider(
                new ConnectorMetadata(
                        id,
                        TARGET,
                        platform,
                        Map.of("en", "Test provider", "zh-CN", "测试"),
                        Map.of("en", "Only for tests."),
                        "/assets/test.svg",
                        null,
                        "# How to set it up",
                        List.of(secret)),
                false);
    }

    private static String required(ObjectNode config, String key) {
        if (!config.path(key).isTextual()) {
            throw new ConnectorException(ConnectorError.INVALID_CONFIG, key + " is missing.", Map.of("field", key));
        }
        return config.path(key).textValue();
    }

    private record Configured(String appId, String secret, String warning) implements SocialConnector {
        @Override
        public Departure authorizationUri(Visitor visitor) {
            URI address = URI.create("https://provider.example/?app_id=" + appId + "&secret=" + secret + "&state="
                    + visitor.state() + "&redirect_uri=" + visitor.returnAddress());
            return new Departure(address, Map.of("nonce", "of " + visitor.state()));
        }

        @Override
        public ExternalIdentity identify(Arrival arrival) {
            String code = arrival.callback().getOrDefault("code", "");
            if (!code.startsWith("is:")) {
                throw new ConnectorException(
                        ConnectorError.AUTH_CODE_INVALID, "The code is not valid.", Map.of("sub_code", "test.code"));
            }
            List<String> told = List.of(code.substring("is:".length()).split("~"));
            String id = told.getFirst();
            return new ExternalIdentity(
                    id,
                    Optional.of(appId),
                    Optional.of(id),
                    List.of(),
                    Optional.empty(),
                    Optional.of(id.startsWith("nameless") ? " " : "Person " + id),
                    Optional.empty(),
                    contact(told, "[^+].*"),
                    contact(told, "[+].*"),
                    details(id, arrival));
        }

        @Override
        public List<String> warnings() {
            return warning == null ? List.of() : List.of(warning);
        }

        private static Optional<ExternalIdentity.Contact> contact(List<String> told, String form) {
            return told.stream()
                    .skip(1)
                    .filter(text -> text.matches(form))
                    .findFirst()
                    .map(Configured::contact);
        }

        private static ExternalIdentity.Contact contact(String text) {
            boolean isVerified = text.endsWith("!");
            return new ExternalIdentity.Contact(isVerified ? text.substring(0, text.length() - 1) : text, isVerified);
        }

        private static ObjectNode details(String id, Arrival arrival) {
            ObjectNode details = JsonNodeFactory.instance.objectNode();
            return details.put("id", id)
                    .put("returnAddress", arrival.returnAddress().toString())
                    .put("nonce", arrival.session().get("nonce"))
                    .put(
                            "parameters",
                            String.join(
                                    ",",
                                    arrival.callback().keySet().stream()
                                            .sorted()
                                            .toList()));
        }
    }
}
