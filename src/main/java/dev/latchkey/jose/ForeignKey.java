package dev.latchkey.jose;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// A public key of somebody else as JWK (RFC 7517), which was found sound.
///
/// @param id its `kid`
/// @param algorithms what it can verify by its kind, of the algorithms that are known here; only the one of
///     `alg` if it names one
public record ForeignKey(PublicKey key, Optional<String> id, KeyThumbprint thumbprint, List<String> algorithms) {
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int MIN_RSA_BITS = 2048;
    /// Beyond these a signature takes long to verify.
    private static final int MAX_RSA_BITS = 4096;
    private static final int MAX_EXPONENT_BITS = 32;

    /// @throws UntrustworthyException for a key that is private, unsound or of no kind that is supported
    public static ForeignKey of(Map<?, ?> members) {
        require(!isPrivate(members), "jwk must hold no private key");
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(json(members));
            PublicKey key = jwk.getPublicKey();
            List<String> algorithms = algorithms(key);
            return new ForeignKey(
                    key,
                    Optional.ofNullable(jwk.getKeyId()),
                    new KeyThumbprint(jwk.calculateBase64urlEncodedThumbprint("SHA-256")),
                    algorithms.stream()
                            .filter(name -> jwk.getAlgorithm() == null || name.equals(jwk.getAlgorithm()))
                            .toList());
        } catch (UntrustworthyException unsound) {
            throw unsound;
        } catch (JoseException | RuntimeException _) {
            // whatever a library stumbles over in a stranger's text makes it no key, and is no fault
            throw new UntrustworthyException("jwk is no public key that can be read");
        }
    }

    /// Whether a JWK shows what nobody but its owner may know.
    public static boolean isPrivate(Map<?, ?> members) {
        return !Collections.disjoint(members.keySet(), PRIVATE_MEMBERS);
    }

    private static Map<String, Object> json(Map<?, ?> members) {
        Map<String, Object> json = new LinkedHashMap<>();
        members.forEach((name, value) -> json.put((String) name, value));
        return json;
    }

    private static List<String> algorithms(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> {
                requireSane(rsa);
                yield List.of("RS256", "PS256");
            }
            case ECPublicKey ec -> {
                require(isOnCurve(ec), "jwk is no point of its curve");
                yield ofCurve(ec.getParams().getOrder().bitLength());
            }
            case EdECPublicKey ed -> {
                require(isEd25519(ed), "jwk must be on the curve Ed25519");
                yield List.of("EdDSA");
            }
            default -> throw new UntrustworthyException("jwk is of no kind that is supported");
        };
    }

    private static List<String> ofCurve(int bits) {
        return switch (bits) {
            case 256 -> List.of("ES256");
            case 384 -> List.of("ES384");
            default -> List.of();
        };
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
            throw new UntrustworthyException(otherwise);
        }
    }
}
