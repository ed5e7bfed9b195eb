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
import java.util.regex.Pattern;

/// The kind of connector: what it is called, what it asks the administrator for.
@Singleton
class ExampleFactory implements ConnectorFactory {
    private static final Pattern ADDRESS =
            Pattern.compile("(https://[a-z0-9.-]+|http://localhost)(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

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
        String server = required(config, "server");
        if (!ADDRESS.matcher(server).matches()) {
            throw invalid("server", "server must be an https address without path (http only for localhost).");
        }
        return new ExampleConnector(
                URI.create(server), required(config, "clientId"), required(config, "clientSecret"), client, json);
    }

    private static String required(ObjectNode config, String key) {
        String value = config.path(key).textValue();
        if (value == null || value.isBlank()) {
            throw invalid(key, key + " is missing.");
        }
        return value.strip();
    }

    private static ConnectorException invalid(String key, String sentence) {
        return new ConnectorException(ConnectorError.INVALID_CONFIG, sentence, Map.of("field", key));
    }
}
