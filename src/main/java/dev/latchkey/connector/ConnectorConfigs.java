package dev.latchkey.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;
import java.util.Set;

/// The configurations of connectors: sealed at rest, since they hold private keys, and shown with
/// their confidential values masked. Who sends the mask back keeps the value behind it.
@Singleton
class ConnectorConfigs {
    static final String MASK = "********";

    private final Sealer sealer;
    private final ObjectMapper json;

    ConnectorConfigs(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    byte[] seal(String connectorId, ObjectNode config) {
        return sealer.seal(place(connectorId), config.toString());
    }

    /// @throws dev.latchkey.platform.SealBrokenException when it was sealed with another key
    ObjectNode open(String connectorId, byte[] sealed) {
        try {
            return json.readValue(sealer.open(place(connectorId), sealed), ObjectNode.class);
        } catch (JsonProcessingException _) { // its message may quote the configuration
            throw new IllegalStateException("the stored configuration is no JSON object");
        }
    }

    static ObjectNode mask(ObjectNode config, Set<String> confidential) {
        ObjectNode masked = config.deepCopy();
        confidential.stream().filter(masked::has).forEach(key -> masked.put(key, MASK));
        return masked;
    }

    /// A submitted configuration with the values behind its masks, and without empty parts.
    static ObjectNode unmask(ObjectNode submitted, ObjectNode stored, Set<String> confidential) {
        ObjectNode config = clean(submitted);
        for (String key : confidential) {
            if (MASK.equals(config.path(key).textValue())) {
                if (!stored.has(key)) {
                    throw new ConnectorException(
                            ConnectorError.INVALID_CONFIG, key + " is masked, and there is no value behind the mask");
                }
                config.set(key, stored.get(key));
            }
        }
        return config;
    }

    /// Without empty texts, nulls and empty containers (reference section 4).
    static ObjectNode clean(ObjectNode node) {
        ObjectNode cleaned = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> {
            JsonNode value = clean(field.getValue());
            if (!isEmpty(value)) {
                cleaned.set(field.getKey(), value);
            }
        });
        return cleaned;
    }

    private static JsonNode clean(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> clean(object);
            case ArrayNode array -> clean(array);
            default -> node;
        };
    }

    private static ArrayNode clean(ArrayNode array) {
        ArrayNode cleaned = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> {
            JsonNode value = clean(element);
            if (!isEmpty(value)) {
                cleaned.add(value);
            }
        });
        return cleaned;
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull()
                || node.isTextual() && node.textValue().isEmpty()
                || node.isContainerNode() && node.isEmpty();
    }

    private static String place(String connectorId) {
        return "connector:" + connectorId;
    }
}
