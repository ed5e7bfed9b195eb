package dev.latchkey.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;

/// Configurations of connectors as they are stored: sealed as a whole, since they hold private keys,
/// and each bound to its connector.
@Singleton
class ConnectorConfigs {
    private final Sealer sealer;
    private final ObjectMapper json;

    ConnectorConfigs(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    byte[] seal(String connectorId, ObjectNode config) {
        return sealer.seal(place(connectorId), config.toString());
    }

    /// @throws dev.latchkey.platform.SealBrokenException when it was sealed under another key
    ObjectNode open(String connectorId, byte[] sealed) {
        try {
            return json.readValue(sealer.open(place(connectorId), sealed), ObjectNode.class);
        } catch (JsonProcessingException _) { // its message may quote the configuration
            throw new IllegalStateException("the stored configuration is no JSON object");
        }
    }

    private static String place(String connectorId) {
        return "connector:" + connectorId;
    }
}
