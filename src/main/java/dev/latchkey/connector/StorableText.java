package dev.latchkey.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.IntStream;

/// Text from outside in a form that a database takes: PostgreSQL refuses NUL and halves of a character, which texts
/// have that were cut off in the middle of an emoji.
public final class StorableText {
    private static final int MAX_NAME = 128;

    private StorableText() {}

    public static String of(String text) {
        return join(text.codePoints().filter(c -> c != 0 && !isHalf(c)));
    }

    /// In one line, without invisible control characters.
    public static String ofLine(String text) {
        return join(text.codePoints().filter(c -> !Character.isISOControl(c) && !isHalf(c)))
                .strip();
    }

    /// In one line, and as long as the column of names.
    public static String ofName(String text) {
        return join(ofLine(text).codePoints().limit(MAX_NAME));
    }

    /// The same document, all of its texts storable.
    public static JsonNode ofAll(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(of(field.getKey()), ofAll(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(ofAll(element)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(of(text.textValue()));
            default -> node;
        };
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String join(IntStream codePoints) {
        return codePoints
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
