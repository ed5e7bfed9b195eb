package dev.latchkey.key;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/// One key pair of this service.
///
/// @param publicJwk what the JWKS shows of it
record SigningKey(StoredKey stored, PrivateKey privateKey, PublicKey publicKey, Map<String, Object> publicJwk) {
    String id() {
        return stored.id();
    }

    Algorithm algorithm() {
        return stored.algorithm();
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "SigningKey[id=" + id() + ", algorithm=" + algorithm() + "]";
    }
}
