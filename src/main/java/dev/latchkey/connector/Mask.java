package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/// Stands for a confidential value of a configuration wherever one leaves the service. Sent back, it
/// means "as it is", so that a form can be saved without the private key.
final class Mask {
    private static final TextNode MASK = TextNode.valueOf("********");

    private Mask() {}

    /// A copy to show.
    static ObjectNode cover(ObjectNode config, Set<String> confidential) {
        ObjectNode covered = config.deepCopy();
        confidential.stream().filter(covered::has).forEach(key -> covered.set(key, MASK));
        return covered;
    }

    /// A copy with the stored values in the place of masks.
    ///
    /// @throws ConnectorException when there is no such value
    static ObjectNode lift(ObjectNode config, ObjectNode stored, Set<String> confidential) {
        ObjectNode lifted = config.deepCopy();
        confidential.stream()
                .filter(key -> MASK.equals(lifted.get(key)))
                .forEach(key -> lifted.set(key, stored.optional(key).orElseThrow(() -> nothingBehind(key))));
        return lifted;
    }

    private static ConnectorException nothingBehind(String key) {
        return new ConnectorException(
                ConnectorError.INVALID_CONFIG,
                key + " is masked, and no value is stored that the mask could stand for.",
                Map.of("field", key));
    }
}
