package dev.latchkey.connector.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.platform.OutboundClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kind of connector: what it is called, what it asks the administrator for.
@Singleton
class ExampleFactory implements ConnectorFactory {
    private final OutboundClient client;
    private final ObjectMapper json;

    ExampleFactory(OutboundClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    @Override
    public ConnectorMetadata metadata() {
        return new ConnectorMetadata(
                "example-web",
                "example",
                Platform.Web,
                Map.of("en", "Example"),
                Map.of("en", "Sign in with an Example account."),
                "/assets/connectors/example.svg",
                null,
                "# How to set it up",
                List.of(
                        new FormItem("server", "Server", "Text", true, null, "https://example.com", null, null, null),
                        new FormItem("clientId", "Client ID", "Text", true, null, null, null, null, null),
                        new FormItem("clientSecret", "Client secret", "Text", true, null, null, null, null, true)));
    }

    @Override
    public SocialConnector configure(ObjectNode config) {
        URI server = URI.create(required(config, "server"));
        return new ExampleConnector(
                server, required(config, "clientId"), required(config, "clientSecret"), client, json);
    }

    @Override
    public Set<String> confidentialKeys() {
        return Set.of("clientSecret");
    }

    private static String required(ObjectNode config, String key) {
        String value = config.path(key).asText().strip();
        if (value.isEmpty()) {
            throw new ConnectorException(ConnectorError.INVALID_CONFIG, key + " is missing.", Map.of("field", key));
        }
        return value;
    }
}
