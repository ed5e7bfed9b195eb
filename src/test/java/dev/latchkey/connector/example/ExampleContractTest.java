package dev.latchkey.connector.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.kit.ConnectorContract;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.testing.OutboundSettings;
import io.vertx.core.Vertx;
import java.time.Duration;

/// The example of docs/connectors.md keeps the contract.
class ExampleContractTest extends ConnectorContract {
    private static final OutboundClient CLIENT =
            new OutboundClient(OutboundSettings.local(Duration.ofSeconds(1)), Vertx.vertx());

    @Override
    protected ConnectorFactory factory() {
        return new ExampleFactory(CLIENT, new ObjectMapper());
    }

    @Override
    protected ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("server", "https://provider.example")
                .put("clientId", "app")
                .put("clientSecret", "sesame");
    }
}
