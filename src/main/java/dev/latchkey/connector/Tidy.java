package dev.latchkey.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Takes out of a document what says nothing: empty texts, nulls, empty containers. Forms send all of
/// them for fields that were left alone (reference section 4).
final class Tidy {
    private Tidy() {}

    static ObjectNode object(ObjectNode document) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        document.properties()
                .forEach(field -> value(field.getValue()).ifPresent(value -> kept.set(field.getKey(), value)));
        return kept;
    }

    private static Optional<JsonNode> value(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return Optional.<JsonNode>of(object(object)).filter(kept -> !kept.isEmpty());
        }
        if (value instanceof ArrayNode array) {
            return Optional.<JsonNode>of(array(array)).filter(kept -> !kept.isEmpty());
        }
        boolean saysNothing =
                value.isNull() || value.isTextual() && value.textValue().isEmpty();
        return saysNothing ? Optional.empty() : Optional.of(value);
    }

    private static ArrayNode array(ArrayNode elements) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> value(element).ifPresent(kept::add));
        return kept;
    }
}
