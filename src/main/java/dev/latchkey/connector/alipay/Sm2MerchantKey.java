package dev.latchkey.connector.alipay;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/// A key for `SM2`, in PKCS#8 or as RFC 5915 has it.
record Sm2MerchantKey(ECPrivateKeyParameters privateKey, Sm2PublicHalf publicHalf) implements MerchantKey {
    static Sm2MerchantKey of(ASN1Sequence key) {
        try {
            return switch (KeyKind.of(key)) {
                case PKCS8_PRIVATE -> unwrapped(PrivateKeyInfo.getInstance(key));
                case SEC1_PRIVATE -> plain(ECPrivateKey.getInstance(key));
                default -> throw notSm2();
            };
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | NullPointerException _) {
            throw MerchantKey.damaged();
        }
    }

    @Override
    public byte[] sign(SignType type, byte[] message) {
        return Sm2.sign(privateKey, message);
    }

    private static Sm2MerchantKey unwrapped(PrivateKeyInfo info) throws IOException {
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(
                info.getPrivateKeyAlgorithm().getAlgorithm())) {
            throw notSm2();
        }
        requireCurve(info.getPrivateKeyAlgorithm().getParameters());
        return of(ECPrivateKey.getInstance(info.parsePrivateKey()));
    }

    private static Sm2MerchantKey plain(ECPrivateKey key) {
        requireCurve(key.getParametersObject());
        return of(key);
    }

    private static Sm2MerchantKey of(ECPrivateKey key) {
        ECPrivateKeyParameters number = Sm2.privateKey(key.getKey());
        return new Sm2MerchantKey(number, Sm2PublicHalf.of(Sm2.publicKey(number)));
    }

    /// Absent where the PEM file had it in a block of its own.
    private static void requireCurve(ASN1Encodable curve) {
        if (curve != null && !Sm2.CURVE.equals(curve.toASN1Primitive())) {
            throw new KeyUnusableException(Fault.WRONG_ALGORITHM, "is of another curve than SM2's");
        }
    }

    private static KeyUnusableException notSm2() {
        return new KeyUnusableException(
                Fault.WRONG_ALGORITHM, "is not an SM2 key: signType SM2 needs one, and an RSA key needs signType RSA2");
    }

    @Override
    public String toString() {
        return "MerchantKey[SM2]";
    }
}
