package dev.latchkey.key;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;

/// One key pair of this service.
///
/// @param id the `kid`: the RFC 7638 thumbprint of the public key
/// @param publicJwk what the JWKS shows of it
/// @param signsFrom from when on it may sign; it is published before, so that nobody meets an unknown key
record SigningKey(
        String id,
        Algorithm algorithm,
        PrivateKey privateKey,
        PublicKey publicKey,
        Map<String, Object> publicJwk,
        Instant signsFrom) {
    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "SigningKey[id=" + id + ", algorithm=" + algorithm + "]";
    }
}
