package dev.latchkey.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The key of a client, for DPoP (RFC 9449) or for its assertions (RFC 7523), made without the library that the service
// verifies with.
public record DpopKey(String algorithm, KeyPair pair) {
    private static final int EC_BYTES = 32;

    public static DpopKey make() {
        return of("ES256");
    }

    /// A key for `ES256`, `ES384`, `PS256`, `RS256` or `EdDSA`.
    public static DpopKey of(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> new DpopKey(algorithm, generate("EC", 256));
            case "ES384" -> new DpopKey(algorithm, generate("EC", 384));
            case "EdDSA" -> new DpopKey(algorithm, generate("Ed25519", 255));
            default -> new DpopKey(algorithm, generate("RSA", 2048));
        };
    }

    public static KeyPair generate(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A proof for a request of now to an address below the endpoint.
    public DpopProof proof(String method, String path) {
        return DpopProof.of(this, method, RelyingParty.endpoint() + path);
    }

    /// Its public half (RFC 7517).
    public Map<String, Object> jwk() {
        PublicKey key = pair.getPublic();
        return switch (key) {
            case ECPublicKey ec ->
                Map.of(
                        "kty",
                        "EC",
                        "crv",
                        ec.getParams().getOrder().bitLength() == 384 ? "P-384" : "P-256",
                        "x",
                        base64url(fixed(ec.getW().getAffineX(), length(ec))),
                        "y",
                        base64url(fixed(ec.getW().getAffineY(), length(ec))));
            case RSAPublicKey rsa ->
                Map.of(
                        "kty", "RSA",
                        "n", base64url(fixed(rsa.getModulus(), rsa.getModulus().bitLength() / 8)),
                        "e", "AQAB");
            default -> {
                byte[] encoded = key.getEncoded();
                byte[] point = Arrays.copyOfRange(encoded, encoded.length - EC_BYTES, encoded.length);
                yield Map.of("kty", "OKP", "crv", "Ed25519", "x", base64url(point));
            }
        };
    }

    /// RFC 7638.
    public String thumbprint() {
        String text = new TreeMap<>(jwk())
                .entrySet().stream()
                        .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
        try {
            return base64url(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] data) {
        try {
            Signature signature = signature();
            signature.initSign(pair.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return switch (algorithm) {
            case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case "ES384" -> Signature.getInstance("SHA384withECDSAinP1363Format");
            case "EdDSA" -> Signature.getInstance("Ed25519");
            case "RS256" -> Signature.getInstance("SHA256withRSA");
            default -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
        };
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int length(ECPublicKey key) {
        return key.getParams().getOrder().bitLength() / 8;
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - kept, fixed, length - kept, kept);
        return fixed;
    }
}
