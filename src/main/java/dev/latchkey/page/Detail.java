package dev.latchkey.page;

import java.util.Optional;

/// The small print under an error, for the application's developers.
///
/// @param code the OAuth error code
/// @param description what was wrong, in the protocol's words
/// @param parameter the name of the value that did not match
/// @param value the value as it was sent, cut when it is longer than anyone needs
public record Detail(String code, String description, Optional<String> parameter, Optional<String> value) {
    private static final int MAX_LENGTH = 400;

    public Detail {
        description = cut(description);
        parameter = parameter.map(Detail::cut);
        value = value.map(Detail::cut);
    }

    public Detail(String code, String description) {
        this(code, description, Optional.empty(), Optional.empty());
    }

    public Detail sent(String parameter, String value) {
        return new Detail(code, description, Optional.of(parameter), Optional.of(value));
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MAX_LENGTH, text.codePointCount(0, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "…";
    }
}
