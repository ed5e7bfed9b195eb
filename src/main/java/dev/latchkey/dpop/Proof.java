package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_DPOP_PROOF;

import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.OAuthException;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

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
    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(ConstraintType.PERMIT, ProofAlgorithms.ALL.toArray(String[]::new));

    static Proof parse(String jwt) {
        if (jwt.length() > MAX_LENGTH) {
            throw INVALID_DPOP_PROOF.because("the proof is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return verified(jwt);
        } catch (OAuthException refusal) {
            throw refusal;
        } catch (JoseException | RuntimeException _) {
            // whatever a library stumbles over in a stranger's text makes it no proof, and is no fault
            throw INVALID_DPOP_PROOF.because("the proof is no signed JWT that can be verified");
        }
    }

    private static Proof verified(String jwt) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(ALGORITHMS);
        jws.setCompactSerialization(jwt);
        require(TYPE.equals(jws.getHeader("typ")), "typ must be " + TYPE);
        require(ProofAlgorithms.ALL.contains(jws.getAlgorithmHeaderValue()), "alg is not supported");
        require(jws.getHeaders().getObjectHeaderValue("crit") == null, "crit is not supported");
        if (!(jws.getHeaders().getObjectHeaderValue("jwk") instanceof Map<?, ?> jwk)) {
            throw INVALID_DPOP_PROOF.because("jwk must be the public key that signed");
        }
        ProofKey key = ProofKey.of(jwk);
        jws.setKey(key.key());
        require(jws.verifySignature(), "the signature does not fit to the key");
        return of(key.thumbprint(), JsonUtil.parseJson(jws.getPayload()));
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
