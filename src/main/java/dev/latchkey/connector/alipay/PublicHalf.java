package dev.latchkey.connector.alipay;

import java.util.Base64;

/// A public key: the half of the operator's own pair that Alipay's console knows, or Alipay's.
sealed interface PublicHalf permits RsaPublicHalf, Sm2PublicHalf {
    /// False for every signature that does not fit, malformed ones too.
    boolean verifies(SignType type, byte[] message, byte[] signature);

    /// RFC 5280 §4.1.2.7.
    byte[] encoded();

    int bits();

    /// As Alipay's console takes it and shows it: one line of base64.
    default String line() {
        return Base64.getEncoder().encodeToString(encoded());
    }
}
