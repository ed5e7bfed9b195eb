package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Optional;

/// The signature algorithms that this service can sign with (RFC 7518 §3.1, RFC 8037 §3.1), by the
/// names that they have in JWS.
public enum Algorithm {
    RS256("RSA", "RSA", Specs.RSA_2048, "SHA256withRSA", "SHA-256"),
    PS256("RSA", "RSA", Specs.RSA_2048, "RSASSA-PSS", "SHA-256"),
    ES256("EC", "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSAinP1363Format", "SHA-256"),
    ES384("EC", "EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSAinP1363Format", "SHA-384"),
    /// With Ed25519, which has SHA-512 inside.
    EdDSA("OKP", "Ed25519", NamedParameterSpec.ED25519, "Ed25519", "SHA-512");

    private final String keyType;
    private final String keyFactoryName;
    private final AlgorithmParameterSpec keySpec;
    private final String signatureName;
    private final String hashName;

    Algorithm(
            String keyType,
            String keyFactoryName,
            AlgorithmParameterSpec keySpec,
            String signatureName,
            String hashName) {
        this.keyType = keyType;
        this.keyFactoryName = keyFactoryName;
        this.keySpec = keySpec;
        this.signatureName = signatureName;
        this.hashName = hashName;
    }

    /// An enum cannot name its own constants before they are made.
    private static final class Specs {
        private static final AlgorithmParameterSpec RSA_2048 =
                new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        /// RFC 7518 §3.5: MGF1 with the same hash, and a salt as long as the hash.
        private static final PSSParameterSpec PSS_SHA256 = new PSSParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /// The JWK's `kty`.
    String keyType() {
        return keyType;
    }

    /// The name that the Java platform gives the factory and the generator of its keys.
    String keyFactoryName() {
        return keyFactoryName;
    }

    /// What a new key is to be like.
    AlgorithmParameterSpec keySpec() {
        return keySpec;
    }

    /// The name that the Java platform gives the signature; for elliptic curves the one whose output
    /// is R and S side by side, as JWS wants it (RFC 7518 §3.4).
    String signatureName() {
        return signatureName;
    }

    Optional<PSSParameterSpec> signatureParameters() {
        return this == PS256 ? Optional.of(Specs.PSS_SHA256) : Optional.empty();
    }

    /// The hash inside the signature, which OIDC Core §3.1.3.6 wants for `at_hash` as well.
    public byte[] hash(String ascii) {
        try {
            return MessageDigest.getInstance(hashName).digest(ascii.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no " + hashName, e);
        }
    }
}
