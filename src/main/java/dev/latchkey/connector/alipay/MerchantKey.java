package dev.latchkey.connector.alipay;

import org.bouncycastle.asn1.ASN1Sequence;

/// The operator's own key, which signs what is sent to Alipay, with the public half that Alipay's
/// console knows. It has signed once before anybody holds it.
sealed interface MerchantKey permits RsaMerchantKey, Sm2MerchantKey {
    /// Reads a private key in any of its renderings.
    ///
    /// @throws KeyUnusableException with the cause that people usually have
    static MerchantKey parse(String pasted, SignType.Family family) {
        KeyText text = KeyText.of(pasted);
        if (text.encrypted()) {
            throw encrypted();
        }
        ASN1Sequence key = KeyKind.parse(text.der());
        return switch (KeyKind.of(key)) {
            case PKCS8_PRIVATE, PKCS1_PRIVATE, SEC1_PRIVATE -> of(key, family);
            case ENCRYPTED -> throw encrypted();
            case X509_PUBLIC, PKCS1_PUBLIC ->
                throw new KeyUnusableException(
                        Fault.PUBLIC_KEY, "is a public key: paste the private key of the same pair");
            case CERTIFICATE ->
                throw new KeyUnusableException(
                        Fault.CERTIFICATE, "is a certificate: paste the private key that belongs to it");
            case OTHER -> throw new KeyUnusableException(Fault.NOT_A_KEY, "is not a private key");
        };
    }

    /// The signature of the message by an algorithm of the key's family.
    byte[] sign(SignType type, byte[] message);

    PublicHalf publicHalf();

    default int bits() {
        return publicHalf().bits();
    }

    default boolean isPairOf(PublicHalf other) {
        return publicHalf().equals(other);
    }

    private static MerchantKey of(ASN1Sequence key, SignType.Family family) {
        MerchantKey pair =
                switch (family) {
                    case RSA -> RsaMerchantKey.of(key);
                    case SM2 -> Sm2MerchantKey.of(key);
                };
        return proven(pair, family == SignType.Family.RSA ? SignType.RSA2 : SignType.SM2);
    }

    /// A key with a wrong digit is noticed here and not at the first sign-in.
    private static MerchantKey proven(MerchantKey pair, SignType type) {
        byte[] message = {1};
        try {
            if (pair.publicHalf().verifies(type, message, pair.sign(type, message))) {
                return pair;
            }
        } catch (IllegalStateException | ArithmeticException | java.security.ProviderException _) {
            // damaged, as below
        }
        throw damaged();
    }

    static KeyUnusableException damaged() {
        return new KeyUnusableException(Fault.DAMAGED, "is damaged: its numbers do not belong together");
    }

    private static KeyUnusableException encrypted() {
        return new KeyUnusableException(
                Fault.ENCRYPTED,
                "is encrypted with a passphrase: decrypt it first, for example with "
                        + "openssl pkey -in private.pem -out decrypted.pem");
    }
}
