package dev.latchkey.connector.alipay;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Alipay's names of its signature algorithms.
enum SignType {
    /// Older apps only.
    RSA("SHA1withRSA"),
    RSA2("SHA256withRSA");

    private final String algorithm;

    SignType(String algorithm) {
        this.algorithm = algorithm;
    }

    byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked before cannot sign", e);
        }
    }

    /// False for every signature that does not fit, malformed ones too.
    boolean verifies(PublicKey key, byte[] message, byte[] signatureBytes) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
