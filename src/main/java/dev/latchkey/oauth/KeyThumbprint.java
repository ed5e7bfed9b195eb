package dev.latchkey.oauth;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import java.util.Optional;
import java.util.regex.Pattern;

/// The key of a client, by the SHA-256 thumbprint of its JWK (RFC 7638): `jkt` in tokens that are bound
/// to it and `dpop_jkt` in authorization requests (RFC 9449 §6.1 and §10).
public record KeyThumbprint(String value) {
    private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    public KeyThumbprint {
        if (!SHA_256.matcher(value).matches()) {
            throw INVALID_REQUEST.because("a key's thumbprint must be 43 base64url characters");
        }
    }

    /// As a nullable column holds it.
    public static Optional<KeyThumbprint> ofColumn(String value) {
        return Optional.ofNullable(value).map(KeyThumbprint::new);
    }

    /// The nullable column of what may be bound.
    public static String toColumn(Optional<KeyThumbprint> key) {
        return key.map(KeyThumbprint::value).orElse(null);
    }

    /// Whether what is bound to the one key, if to any, may be used by whoever proved to hold the other.
    public static boolean admits(Optional<KeyThumbprint> boundTo, Optional<KeyThumbprint> proven) {
        return boundTo.isEmpty() || boundTo.equals(proven);
    }
}
