package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields of a submitted configuration, read one by one; a refusal names the field.
/// Absent, `null` and blank are the same, because forms send all three.
record ConfigFields(ObjectNode config) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    Optional<String> text(String field) {
        JsonNode value = config.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw InvalidConfig.of(field, Fault.NOT_TEXT, field + " must be text.");
        }
        return Optional.of(value.textValue().strip()).filter(text -> !text.isEmpty());
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> InvalidConfig.of(field, Fault.MISSING, field + " is missing."));
    }

    /// A switch; forms send it as text too.
    boolean flag(String field, boolean fallback) {
        JsonNode value = config.path(field);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (text(field).orElse("")) {
            case "" -> fallback;
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidConfig.of(field, Fault.MALFORMED, field + " must be true or false.");
        };
    }

    /// One of a few words.
    <T> T choice(String field, T[] choices, Function<T, String> nameOf, T fallback) {
        return text(field).map(name -> named(field, name, choices, nameOf)).orElse(fallback);
    }

    /// A key in any rendering; the parser's complaint becomes a sentence.
    <T> T key(String field, String pasted, Function<String, T> parser) {
        try {
            return parser.apply(pasted);
        } catch (KeyUnusableException e) {
            throw InvalidConfig.of(field, e.fault(), field + " " + e.getMessage() + ".");
        }
    }

    /// An address that may be called: https, or http on this machine for a simulator.
    URI address(String field, String fallback) {
        return text(field).map(text -> address(field, text, parse(field, text))).orElseGet(() -> URI.create(fallback));
    }

    private static URI address(String field, String text, URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        if (!secure || uri.getHost() == null) {
            throw InvalidConfig.of(
                    field, Fault.ADDRESS, field + " must be an https address (http only for localhost).");
        }
        if (uri.getRawUserInfo() != null || text.contains("?") || text.contains("#")) {
            throw InvalidConfig.of(field, Fault.ADDRESS, field + " must have no user, query or fragment.");
        }
        return uri;
    }

    private static URI parse(String field, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw InvalidConfig.of(field, Fault.ADDRESS, field + " is not an address.");
        }
    }

    private static <T> T named(String field, String name, T[] choices, Function<T, String> nameOf) {
        return Arrays.stream(choices)
                .filter(choice -> nameOf.apply(choice).equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidConfig.of(
                        field,
                        Fault.MALFORMED,
                        field + " must be one of "
                                + Arrays.stream(choices).map(nameOf).collect(Collectors.joining(", ")) + "."));
    }

    /// Without the values: one of them is the private key.
    @Override
    public String toString() {
        return "ConfigFields"
                + config.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
