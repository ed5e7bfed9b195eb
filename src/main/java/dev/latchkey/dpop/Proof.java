package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_DPOP_PROOF;

import dev.latchkey.jose.ForeignKey;
import dev.latchkey.jose.SignedJwt;
import dev.latchkey.jose.UntrustworthyException;
import dev.latchkey.oauth.KeyThumbprint;
import java.util.Map;
import java.util.Optional;

/// A DPoP proof (RFC 9449 §4.2) that is well formed and signed by the key that it shows. Whether it belongs to
/// the request is another question.
///
/// @param accessTokenHash `ath`
record Proof(
        KeyThumbprint key,
        String method,
        String uri,
        long issuedAt,
        String id,
        Optional<String> nonce,
        Optional<String> accessTokenHash) {
    private static final String TYPE = "dpop+jwt";
    /// Room for an RSA key of 4096 bits and its signature, with some to spare.
    private static final int MAX_LENGTH = 8 * 1024;

    private static final int MAX_ID = 256;

    static Proof parse(String text) {
        try {
            return verified(SignedJwt.parse(text, MAX_LENGTH, ProofAlgorithms.ALL));
        } catch (UntrustworthyException refusal) {
            throw INVALID_DPOP_PROOF.because("DPoP proof: " + refusal.reason());
        }
    }

    private static Proof verified(SignedJwt jwt) {
        require(TYPE.equals(jwt.header("typ")), "typ must be " + TYPE);
        if (!(jwt.header("jwk") instanceof Map<?, ?> jwk)) {
            throw INVALID_DPOP_PROOF.because("jwk must be the public key that signed");
        }
        ForeignKey key = ForeignKey.of(jwk);
        return of(key.thumbprint(), jwt.verifiedBy(key.key()));
    }

    private static Proof of(KeyThumbprint key, Map<String, Object> claims) {
        require(claims.get("iat") instanceof Number, "iat must be a number");
        String id = text(claims, "jti");
        require(!id.isEmpty() && id.length() <= MAX_ID, "jti must have 1 to " + MAX_ID + " characters");
        return new Proof(
                key,
                text(claims, "htm"),
                text(claims, "htu"),
                ((Number) claims.get("iat")).longValue(),
                id,
                claims.containsKey("nonce") ? Optional.of(text(claims, "nonce")) : Optional.empty(),
                claims.containsKey("ath") ? Optional.of(text(claims, "ath")) : Optional.empty());
    }

    private static String text(Map<String, Object> claims, String name) {
        require(claims.get(name) instanceof String, name + " must be there, as text");
        return (String) claims.get(name);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_DPOP_PROOF.because(otherwise);
        }
    }
}
