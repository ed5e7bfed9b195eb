package dev.latchkey.connector.alipay;

/// Alipay's names of its signature algorithms.
enum SignType {
    /// Older apps only.
    RSA(Family.RSA, "SHA1withRSA"),
    RSA2(Family.RSA, "SHA256withRSA"),
    /// Where regulation demands China's own algorithms.
    SM2(Family.SM2, "SM3withSM2");

    private final Family family;
    private final String algorithm;

    SignType(Family family, String algorithm) {
        this.family = family;
        this.algorithm = algorithm;
    }

    /// The kind of keys that it takes.
    Family family() {
        return family;
    }

    String algorithm() {
        return algorithm;
    }

    /// Two kinds of keys.
    enum Family {
        RSA,
        SM2
    }
}
