package dev.latchkey.key;

/// The signature algorithms that this service signs with (RFC 7518 §3.1).
public enum Algorithm {
    RS256("SHA256withRSA", "RSA"),
    ES256("SHA256withECDSAinP1363Format", "EC");

    private final String signatureName;
    private final String keyType;

    Algorithm(String signatureName, String keyType) {
        this.signatureName = signatureName;
        this.keyType = keyType;
    }

    /// The name that the Java platform gives the signature; for ES256 the one whose output is
    /// R and S side by side, as JWS wants it (RFC 7518 §3.4).
    String signatureName() {
        return signatureName;
    }

    /// `RSA` or `EC`: JWK `kty` and the name of the key factory alike.
    String keyType() {
        return keyType;
    }
}
