package dev.latchkey.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;

/// Configurations of connectors as they are stored: sealed as a whole, since they hold private keys,
/// and each bound to its connector.
@Singleton
class StoredConfigs {
    private final Sealer sealer;
    private final ObjectMapper json;

    StoredConfigs(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    byte[] seal(String connectorId, ObjectNode config) {
        return sealer.seal(place(connectorId), config.toString());
    }

    /// A configuration was checked when it was saved, but the secret key may be another one by now,
    /// or the check stricter: that is no reason to fail for whoever reads it.
    Attempt attempt(String connectorId, byte[] sealed, ConnectorFactory factory) {
        ObjectNode config = json.createObjectNode();
        try {
            config = json.readValue(sealer.open(place(connectorId), sealed), ObjectNode.class);
            return new Attempt.Works(config, factory.configure(config));
        } catch (ConnectorException | SealBrokenException e) {
            return new Attempt.Fails(config, e.getMessage());
        } catch (JsonProcessingException | RuntimeException e) { // the message may quote the configuration
            return new Attempt.Fails(config, "it leads to a " + e.getClass().getSimpleName());
        }
    }

    private static String place(String connectorId) {
        return "connector:" + connectorId;
    }
}
