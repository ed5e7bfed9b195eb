package dev.latchkey.oauth;

import java.util.Optional;

/// How an access token is presented (RFC 6749 §7.1): by whoever bears it, or with a proof of the key that it
/// is bound to (RFC 9449 §5).
public enum TokenType {
    BEARER("Bearer"),
    DPOP("DPoP");

    private final String value;

    TokenType(String value) {
        this.value = value;
    }

    /// The `token_type` on the wire, which is the scheme of the `Authorization` header as well.
    public String value() {
        return value;
    }

    /// @param key what the token is bound to
    public static TokenType of(Optional<KeyThumbprint> key) {
        return key.isPresent() ? DPOP : BEARER;
    }
}
