package dev.latchkey.connector.alipay;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/// The public half of an SM2 pair.
///
/// @param point equal for equal keys, which the parameters around it are not
record Sm2PublicHalf(ECPoint point) implements PublicHalf {
    static Sm2PublicHalf of(ECPublicKeyParameters key) {
        return new Sm2PublicHalf(key.getQ());
    }

    static Sm2PublicHalf of(byte[] point) {
        try {
            return of(Sm2.publicKey(point));
        } catch (IllegalArgumentException _) {
            throw new KeyUnusableException(Fault.DAMAGED, "is damaged");
        }
    }

    @Override
    public boolean verifies(SignType type, byte[] message, byte[] signature) {
        return type.family() == SignType.Family.SM2
                && Sm2.verifies(Sm2.publicKey(point.getEncoded(false)), message, signature);
    }

    @Override
    public byte[] encoded() {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, Sm2.CURVE);
        try {
            return new SubjectPublicKeyInfo(algorithm, point.getEncoded(false)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int bits() {
        return Sm2.BITS;
    }

    @Override
    public String toString() {
        return "Sm2PublicHalf";
    }
}
