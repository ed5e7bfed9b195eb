package dev.latchkey.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a client proves who it is (RFC 7591 §2, OIDC Core §9).
public enum ClientAuthMethod {
    NONE,
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    PRIVATE_KEY_JWT;

    /// As metadata name it, for example `private_key_jwt`.
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ClientAuthMethod> of(String value) {
        return Arrays.stream(values())
                .filter(method -> method.value().equals(value))
                .findFirst();
    }
}
