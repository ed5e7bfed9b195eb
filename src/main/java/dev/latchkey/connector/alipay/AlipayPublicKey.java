package dev.latchkey.connector.alipay;

import org.bouncycastle.asn1.ASN1Sequence;

/// Alipay's key, which its answers are signed with: shown in its console after the operator's own
/// public key was stored there, and easily confused with that one.
final class AlipayPublicKey {
    private AlipayPublicKey() {}

    /// Reads a public key in any of its renderings.
    ///
    /// @throws KeyUnusableException with the cause that people usually have
    static PublicHalf parse(String pasted, SignType.Family family) {
        KeyText text = KeyText.of(pasted);
        if (text.encrypted()) {
            throw isPrivate();
        }
        ASN1Sequence key = KeyKind.parse(text.der());
        return switch (KeyKind.of(key)) {
            case X509_PUBLIC -> fitting(PublicHalves.of(key), family);
            case PKCS1_PUBLIC -> fitting(PublicHalves.ofPkcs1(key), family);
            case PKCS8_PRIVATE, PKCS1_PRIVATE, SEC1_PRIVATE, ENCRYPTED -> throw isPrivate();
            case CERTIFICATE ->
                throw new KeyUnusableException(
                        Fault.CERTIFICATE,
                        "is a certificate: paste the Alipay public key instead, or all three "
                                + "certificates in their own fields");
            case OTHER -> throw new KeyUnusableException(Fault.NOT_A_KEY, "is not a public key");
        };
    }

    private static PublicHalf fitting(PublicHalf key, SignType.Family family) {
        boolean fits =
                switch (key) {
                    case RsaPublicHalf _ -> family == SignType.Family.RSA;
                    case Sm2PublicHalf _ -> family == SignType.Family.SM2;
                };
        if (!fits) {
            throw new KeyUnusableException(Fault.WRONG_ALGORITHM, "is not an " + family + " key, as signType wants it");
        }
        return key;
    }

    private static KeyUnusableException isPrivate() {
        return new KeyUnusableException(
                Fault.PRIVATE_KEY, "is a private key: paste the Alipay public key that Alipay's console shows");
    }
}
