package dev.latchkey.oauth;

import java.util.Arrays;
import java.util.Optional;

/// How an authorization response travels (OAuth 2.0 Multiple Response Types §2.1, OAuth 2.0 Form Post).
public enum ResponseMode {
    QUERY("query"),
    FRAGMENT("fragment"),
    FORM_POST("form_post");

    private final String value;

    ResponseMode(String value) {
        this.value = value;
    }

    /// The value of `response_mode` on the wire.
    public String value() {
        return value;
    }

    public static Optional<ResponseMode> of(String value) {
        return Arrays.stream(values()).filter(mode -> mode.value.equals(value)).findFirst();
    }
}
