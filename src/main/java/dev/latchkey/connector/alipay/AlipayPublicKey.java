package dev.latchkey.connector.alipay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Alipay's RSA key, which its answers are signed with: shown in its console after the operator's
/// own public key was stored there, and easily confused with that one.
final class AlipayPublicKey {
    private AlipayPublicKey() {}

    /// Reads a public key in any of its renderings.
    ///
    /// @throws KeyUnusableException with the cause that people usually have
    static RSAPublicKey parse(String pasted) {
        KeyText text = KeyText.of(pasted);
        if (text.encrypted()) {
            throw isPrivate();
        }
        ASN1Sequence key = KeyKind.parse(text.der());
        return switch (KeyKind.of(key)) {
            case X509_PUBLIC -> of(unwrapped(key));
            case PKCS1_PUBLIC -> of(org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(key));
            case PKCS8_PRIVATE, PKCS1_PRIVATE, ENCRYPTED -> throw isPrivate();
            case CERTIFICATE -> throw new KeyUnusableException("is a certificate: paste the Alipay public key instead");
            case OTHER -> throw new KeyUnusableException("is not an RSA public key");
        };
    }

    private static RSAPublicKey of(org.bouncycastle.asn1.pkcs.RSAPublicKey key) {
        RsaSize.check(key.getModulus());
        try {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException _) {
            throw new KeyUnusableException("is damaged");
        }
    }

    private static org.bouncycastle.asn1.pkcs.RSAPublicKey unwrapped(ASN1Sequence key) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key);
            if (!PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm())) {
                throw new KeyUnusableException("is not an RSA key");
            }
            return org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey());
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw new KeyUnusableException("is damaged");
        }
    }

    private static KeyUnusableException isPrivate() {
        return new KeyUnusableException("is a private key: paste the Alipay public key that Alipay's console shows");
    }
}
