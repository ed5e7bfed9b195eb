package dev.latchkey.connector.alipay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/// A key for `RSA` and `RSA2`.
record RsaMerchantKey(PrivateKey privateKey, RsaPublicHalf publicHalf) implements MerchantKey {
    static RsaMerchantKey of(ASN1Sequence key) {
        return switch (KeyKind.of(key)) {
            case PKCS8_PRIVATE -> of(unwrapped(key));
            case PKCS1_PRIVATE -> of(readable(key));
            default -> throw notRsa();
        };
    }

    @Override
    public byte[] sign(SignType type, byte[] message) {
        try {
            Signature signature = Signature.getInstance(type.algorithm());
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked before cannot sign", e);
        }
    }

    private static RsaMerchantKey of(RSAPrivateKey key) {
        RsaPublicHalf publicHalf = RsaPublicHalf.of(key.getModulus(), key.getPublicExponent());
        try {
            return new RsaMerchantKey(KeyFactory.getInstance("RSA").generatePrivate(privateSpec(key)), publicHalf);
        } catch (GeneralSecurityException _) {
            throw MerchantKey.damaged();
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
                throw notRsa();
            }
            return RSAPrivateKey.getInstance(info.parsePrivateKey());
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw MerchantKey.damaged();
        }
    }

    private static RSAPrivateKey readable(ASN1Sequence key) {
        try {
            return RSAPrivateKey.getInstance(key);
        } catch (IllegalArgumentException | ClassCastException _) {
            throw MerchantKey.damaged();
        }
    }

    private static KeyUnusableException notRsa() {
        return new KeyUnusableException(
                Fault.WRONG_ALGORITHM,
                "is not an RSA key: signType RSA and RSA2 need one, and an SM2 key needs signType SM2");
    }

    @Override
    public String toString() {
        return "MerchantKey[" + bits() + " bits]";
    }
}
