package dev.latchkey.jose;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// A JWT of somebody else (RFC 7515 §7.1), whose signature has yet to be verified.
public final class SignedJwt {
    private final JsonWebSignature jws;

    private SignedJwt(JsonWebSignature jws) {
        this.jws = jws;
    }

    /// @param algorithms those that it may be signed with; `none` and those with a shared secret never are
    /// @throws UntrustworthyException for anything else
    public static SignedJwt parse(String text, int maxLength, List<String> algorithms) {
        require(text.length() <= maxLength, "is longer than " + maxLength + " characters");
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
        try {
            jws.setCompactSerialization(text);
        } catch (JoseException | RuntimeException _) {
            // whatever a library stumbles over in a stranger's text makes it no JWT, and is no fault
            throw new UntrustworthyException("is no signed JWT");
        }
        boolean known =
                jws.getHeaders().getObjectHeaderValue("alg") instanceof String name && algorithms.contains(name);
        require(known, "alg is not supported");
        require(jws.getHeaders().getObjectHeaderValue("crit") == null, "crit is not supported");
        return new SignedJwt(jws);
    }

    public String algorithm() {
        return jws.getAlgorithmHeaderValue();
    }

    /// A parameter of the header, or null.
    public Object header(String name) {
        return jws.getHeaders().getObjectHeaderValue(name);
    }

    public Optional<String> keyId() {
        Object id = header("kid");
        require(id == null || id instanceof String, "kid must be text");
        return Optional.ofNullable((String) id);
    }

    /// What it says as long as nobody has verified it: good for finding out who to ask for the key.
    public Optional<String> unverified(String claim) {
        try {
            Object value = JsonUtil.parseJson(jws.getUnverifiedPayload()).get(claim);
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (JoseException | RuntimeException _) {
            throw new UntrustworthyException("holds no JSON object");
        }
    }

    /// The claims.
    ///
    /// @throws UntrustworthyException unless this key has signed them
    public Map<String, Object> verifiedBy(PublicKey key) {
        try {
            jws.setKey(key);
            require(jws.verifySignature(), "the signature does not fit to the key");
            return JsonUtil.parseJson(jws.getPayload());
        } catch (UntrustworthyException refusal) {
            throw refusal;
        } catch (JoseException | RuntimeException _) {
            throw new UntrustworthyException("cannot be verified");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UntrustworthyException(otherwise);
        }
    }
}
