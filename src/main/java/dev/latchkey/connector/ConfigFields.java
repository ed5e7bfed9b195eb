package dev.latchkey.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The fields of a submitted configuration, read one by one; a refusal names the field.
/// Absent, `null` and blank are the same, because forms send all three.
public record ConfigFields(ObjectNode config) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    private static final int MAX_TEXT = 2048;

    /// The names in the data of a refusal: which field, and what is wrong with it.
    public static final String FIELD = "field";

    public static final String REASON = "reason";

    /// What is wrong with a field, in a word for programs.
    private enum Reason {
        MISSING,
        NOT_TEXT,
        MALFORMED,
        ADDRESS
    }

    public static ConnectorException refused(String field, String sentence) {
        return refused(field, Reason.MALFORMED, sentence);
    }

    private static ConnectorException refused(String field, Reason reason, String sentence) {
        return refused(field, word(reason), sentence);
    }

    /// @param reason in a word
    public static ConnectorException refused(String field, String reason, String sentence) {
        return new ConnectorException(ConnectorError.INVALID_CONFIG, sentence, Map.of(FIELD, field, REASON, reason));
    }

    public Optional<String> text(String field) {
        Optional<String> text = pasted(field);
        if (text.filter(value -> value.length() > MAX_TEXT).isPresent()) {
            throw refused(field, Reason.NOT_TEXT, field + " must be text of at most " + MAX_TEXT + " characters.");
        }
        return text;
    }

    /// Keys and certificates: text of any length.
    public Optional<String> pasted(String field) {
        JsonNode value = config.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw refused(field, Reason.NOT_TEXT, field + " must be text.");
        }
        return Optional.of(value.textValue()).map(String::strip).filter(text -> !text.isEmpty());
    }

    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    public String requiredPasted(String field) {
        return pasted(field).orElseThrow(() -> missing(field));
    }

    /// As every field says that has to be there.
    public static ConnectorException missing(String field) {
        return refused(field, Reason.MISSING, field + " is missing.");
    }

    /// An id or secret in one piece.
    public String requiredWord(String field) {
        String text = requiredText(field);
        if (!VISIBLE.matcher(text).matches()) {
            throw refused(field, field + " must be visible ASCII characters without blanks.");
        }
        return text;
    }

    /// Scopes, separated by blanks (RFC 6749 §3.3).
    public String scope(String field, String fallback) {
        String scope = text(field).orElse(fallback).replaceAll("\\s+", " ");
        if (!Arrays.stream(scope.split(" "))
                .allMatch(part -> SCOPE.matcher(part).matches())) {
            throw refused(field, field + " must be scopes separated by blanks.");
        }
        return scope;
    }

    /// The same for an OpenID provider: without `openid` there is no ID token (OIDC Core §3.1.2.1).
    public String openIdScope(String field, String fallback) {
        String scope = scope(field, fallback);
        if (!Arrays.asList(scope.split(" ")).contains("openid")) {
            throw refused(field, field + " must hold openid, or there is no ID token.");
        }
        return scope;
    }

    /// A switch; forms send it as text too.
    public boolean flag(String field, boolean fallback) {
        JsonNode value = config.path(field);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (text(field).orElse("")) {
            case "" -> fallback;
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(field, field + " must be true or false.");
        };
    }

    public <T extends Enum<T>> T choice(String field, T[] choices, T fallback) {
        return choice(field, choices, ConfigFields::word, fallback);
    }

    /// One of a few words.
    public <T> T choice(String field, T[] choices, Function<T, String> nameOf, T fallback) {
        return text(field).map(name -> named(field, name, choices, nameOf)).orElse(fallback);
    }

    private static <T> T named(String field, String name, T[] choices, Function<T, String> nameOf) {
        return Arrays.stream(choices)
                .filter(choice -> nameOf.apply(choice).equals(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        field,
                        field + " must be one of "
                                + Arrays.stream(choices).map(nameOf).collect(Collectors.joining(", ")) + "."));
    }

    /// As it is written in configurations: `client_secret_basic`.
    public static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    public URI requiredAddress(String field) {
        return address(field).orElseThrow(() -> missing(field));
    }

    /// An address that may be called: https, or http on this machine for a simulator.
    public Optional<URI> address(String field) {
        return text(field).map(text -> address(field, text));
    }

    /// Fields of an object, all text; used for names of claims and for further parameters.
    public Map<String, String> texts(String field) {
        JsonNode value = config.path(field);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        boolean fits = value.isObject()
                && value.size() <= 32
                && value.properties().stream()
                        .allMatch(entry -> entry.getValue().isTextual()
                                && entry.getKey().length() <= 64
                                && entry.getValue().textValue().length() <= 256);
        if (!fits) {
            throw refused(field, field + " must be an object of at most 32 texts.");
        }
        value.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }

    private static URI address(String field, String text) {
        try {
            URI uri = URI.create(text);
            if (isCallable(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // refused below, like one that is not secure
        }
        throw refused(
                field,
                Reason.ADDRESS,
                field + " must be an https address (http only for localhost), without user and fragment.");
    }

    /// Without a host there is nobody to call; names with an underscore have none for [URI].
    public static boolean isCallable(URI uri) {
        String host = uri.getHost();
        return host != null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host))
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    /// Without the values: some are secrets.
    @Override
    public String toString() {
        return "ConfigFields"
                + config.properties().stream().map(Map.Entry::getKey).toList();
    }
}
