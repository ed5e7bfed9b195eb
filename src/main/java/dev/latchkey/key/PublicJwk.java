package dev.latchkey.key;

import dev.latchkey.platform.Hashes;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The public half of a key as a JWK (RFC 7517, RFC 7518 §6).
final class PublicJwk {
    private static final int ED25519_BYTES = 32;

    private PublicJwk() {}

    /// `kty`, `use`, `alg`, `kid` and the key's own members.
    static Map<String, Object> of(PublicKey key, Algorithm algorithm) {
        Map<String, String> members = members(key);
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", algorithm.keyType());
        jwk.put("use", "sig");
        jwk.put("alg", algorithm.name());
        jwk.put("kid", thumbprint(algorithm.keyType(), members));
        jwk.putAll(members);
        return jwk;
    }

    private static Map<String, String> members(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                Map.of("n", base64url(unsigned(rsa.getModulus())), "e", base64url(unsigned(rsa.getPublicExponent())));
            case ECPublicKey ec ->
                Map.of(
                        "crv", "P-" + bits(ec),
                        "x", base64url(padded(ec.getW().getAffineX(), bits(ec) / Byte.SIZE)),
                        "y", base64url(padded(ec.getW().getAffineY(), bits(ec) / Byte.SIZE)));
            case EdECPublicKey ed -> Map.of("crv", "Ed25519", "x", base64url(point(ed)));
            default -> throw new IllegalArgumentException("no JWK form for " + key.getAlgorithm());
        };
    }

    /// RFC 7638: SHA-256 over the required members in the order of their names, without blanks.
    private static String thumbprint(String keyType, Map<String, String> members) {
        Map<String, String> required = new TreeMap<>(members);
        required.put("kty", keyType);
        StringBuilder text = new StringBuilder("{");
        required.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        return base64url(Hashes.sha256(text.append('}').toString()));
    }

    private static int bits(ECPublicKey key) {
        return key.getParams().getCurve().getField().getFieldSize();
    }

    /// RFC 8410 §4: the encoding of an Ed25519 key ends with the bytes that RFC 8037 §2 asks for.
    private static byte[] point(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] padded(BigInteger coordinate, int length) {
        byte[] bytes = unsigned(coordinate);
        byte[] padded = new byte[length];
        System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
        return padded;
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
