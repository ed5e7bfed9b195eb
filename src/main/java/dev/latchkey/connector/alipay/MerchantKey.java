package dev.latchkey.connector.alipay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/// The operator's own RSA key, which signs what is sent to Alipay, with the public half that
/// Alipay's console knows. It has signed once before anybody holds it.
record MerchantKey(PrivateKey privateKey, RSAPublicKey publicKey) {
    /// Reads a private key in any of its renderings.
    ///
    /// @throws KeyUnusableException with the cause that people usually have
    static MerchantKey parse(String pasted) {
        KeyText text = KeyText.of(pasted);
        if (text.encrypted()) {
            throw encrypted();
        }
        ASN1Sequence key = KeyKind.parse(text.der());
        return switch (KeyKind.of(key)) {
            case PKCS8_PRIVATE -> of(unwrapped(key));
            case PKCS1_PRIVATE -> of(readable(key));
            case ENCRYPTED -> throw encrypted();
            case X509_PUBLIC, PKCS1_PUBLIC ->
                throw new KeyUnusableException("is a public key: paste the private key of the same pair");
            case CERTIFICATE ->
                throw new KeyUnusableException("is a certificate: paste the private key that belongs to it");
            case OTHER -> throw new KeyUnusableException("is not an RSA private key");
        };
    }

    int bits() {
        return publicKey.getModulus().bitLength();
    }

    boolean isPairOf(RSAPublicKey other) {
        return publicKey.getModulus().equals(other.getModulus());
    }

    private static MerchantKey of(RSAPrivateKey key) {
        RsaSize.check(key.getModulus());
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            MerchantKey pair = new MerchantKey(factory.generatePrivate(privateSpec(key)), (RSAPublicKey)
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
            pair.prove();
            return pair;
        } catch (GeneralSecurityException _) {
            throw damaged();
        }
    }

    private static RSAPrivateCrtKeySpec privateSpec(RSAPrivateKey key) {
        return new RSAPrivateCrtKeySpec(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrime1(),
                key.getPrime2(),
                key.getExponent1(),
                key.getExponent2(),
                key.getCoefficient());
    }

    private static RSAPrivateKey unwrapped(ASN1Sequence key) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key);
            if (!PKCSObjectIdentifiers.rsaEncryption.equals(
                    info.getPrivateKeyAlgorithm().getAlgorithm())) {
                throw new KeyUnusableException("is not an RSA key: Alipay's RSA and RSA2 need one");
            }
            return RSAPrivateKey.getInstance(info.parsePrivateKey());
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw damaged();
        }
    }

    private static RSAPrivateKey readable(ASN1Sequence key) {
        try {
            return RSAPrivateKey.getInstance(key);
        } catch (IllegalArgumentException | ClassCastException _) {
            throw damaged();
        }
    }

    /// A key with a wrong digit is noticed here and not at the first sign-in.
    private void prove() {
        byte[] message = {1};
        try {
            if (!SignType.RSA2.verifies(publicKey, message, SignType.RSA2.sign(privateKey, message))) {
                throw damaged();
            }
        } catch (IllegalStateException | ArithmeticException | ProviderException _) {
            throw damaged();
        }
    }

    private static KeyUnusableException damaged() {
        return new KeyUnusableException("is damaged: its numbers do not belong together");
    }

    private static KeyUnusableException encrypted() {
        return new KeyUnusableException("is encrypted with a passphrase: decrypt it first, for example with "
                + "openssl pkey -in private.pem -out decrypted.pem");
    }

    @Override
    public String toString() {
        return "MerchantKey[" + bits() + " bits]";
    }
}
