package dev.latchkey.connector.alipay;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Public keys of both families from their encodings.
final class PublicHalves {
    private PublicHalves() {}

    /// RFC 5280 §4.1.2.7.
    static PublicHalf of(ASN1Sequence key) {
        try {
            return of(SubjectPublicKeyInfo.getInstance(key));
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw damaged();
        }
    }

    /// RFC 8017 §A.1.1.
    static PublicHalf ofPkcs1(ASN1Sequence key) {
        try {
            return of(RSAPublicKey.getInstance(key));
        } catch (IllegalArgumentException | ClassCastException _) {
            throw damaged();
        }
    }

    static PublicHalf of(SubjectPublicKeyInfo info) throws IOException {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm())) {
            return of(RSAPublicKey.getInstance(info.parsePublicKey()));
        }
        boolean isSm2 =
                X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm())
                        && Sm2.CURVE.equals(info.getAlgorithm().getParameters());
        if (!isSm2) {
            throw new KeyUnusableException(Fault.WRONG_ALGORITHM, "is neither an RSA nor an SM2 key");
        }
        return Sm2PublicHalf.of(info.getPublicKeyData().getBytes());
    }

    private static PublicHalf of(RSAPublicKey key) {
        return RsaPublicHalf.of(key.getModulus(), key.getPublicExponent());
    }

    private static KeyUnusableException damaged() {
        return new KeyUnusableException(Fault.DAMAGED, "is damaged");
    }
}
