package dev.latchkey.key;

import dev.latchkey.platform.Hashes;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The public half of a key as a JWK (RFC 7517, RFC 7518 §6).
final class PublicJwk {
    private static final int P256_BYTES = 32;

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
                        "crv", "P-256",
                        "x", base64url(padded(ec.getW().getAffineX())),
                        "y", base64url(padded(ec.getW().getAffineY())));
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

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] padded(BigInteger coordinate) {
        byte[] bytes = unsigned(coordinate);
        byte[] padded = new byte[P256_BYTES];
        System.arraycopy(bytes, 0, padded, P256_BYTES - bytes.length, bytes.length);
        return padded;
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
