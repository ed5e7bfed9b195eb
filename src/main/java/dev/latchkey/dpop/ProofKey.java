package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_DPOP_PROOF;

import dev.latchkey.oauth.KeyThumbprint;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// The public key in the header of a proof (RFC 9449 §4.2): a stranger's, so it is looked at before anything is
/// computed with it.
record ProofKey(PublicKey key, KeyThumbprint thumbprint) {
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int MIN_RSA_BITS = 2048;
    /// Beyond these a signature takes long to verify.
    private static final int MAX_RSA_BITS = 4096;
    private static final int MAX_EXPONENT_BITS = 32;

    static ProofKey of(Map<?, ?> members) throws JoseException {
        require(Collections.disjoint(members.keySet(), PRIVATE_MEMBERS), "jwk must hold no private key");
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(json(members));
        PublicKey key = jwk.getPublicKey();
        switch (key) {
            case RSAPublicKey rsa -> requireSane(rsa);
            case ECPublicKey ec -> require(isOnCurve(ec), "jwk is no point of its curve");
            case EdECPublicKey ed -> require(isEd25519(ed), "jwk must be on the curve Ed25519");
            default -> throw INVALID_DPOP_PROOF.because("jwk is of no kind that is supported");
        }
        return new ProofKey(key, new KeyThumbprint(jwk.calculateBase64urlEncodedThumbprint("SHA-256")));
    }

    private static Map<String, Object> json(Map<?, ?> members) {
        Map<String, Object> json = new LinkedHashMap<>();
        members.forEach((name, value) -> json.put((String) name, value));
        return json;
    }

    private static void requireSane(RSAPublicKey rsa) {
        int bits = rsa.getModulus().bitLength();
        require(bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS, "jwk must have 2048 to 4096 bits");
        require(rsa.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS, "jwk has too large an exponent");
    }

    private static boolean isEd25519(EdECPublicKey ed) {
        return ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
    }

    /// y² = x³ + ax + b (mod p), with both coordinates below p.
    private static boolean isOnCurve(ECPublicKey ec) {
        EllipticCurve curve = ec.getParams().getCurve();
        ECPoint point = ec.getW();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_DPOP_PROOF.because(otherwise);
        }
    }
}
