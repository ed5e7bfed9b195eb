package dev.latchkey.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// The two halves of an SM2 pair, as far as `java.security` has a place for them: by their encodings.
final class Sm2Key {
    private Sm2Key() {}

    record Public(byte[] encoded) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return "SM2";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    record Private(byte[] encoded) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return "SM2";
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    static KeyPair generate() {
        X9ECParameters curve = GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1);
        BigInteger number = new BigInteger(curve.getN().bitLength() - 1, new SecureRandom()).add(BigInteger.TWO);
        ECPoint point =
                new FixedPointCombMultiplier().multiply(curve.getG(), number).normalize();
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);
        try {
            return new KeyPair(
                    new Public(new SubjectPublicKeyInfo(algorithm, point.getEncoded(false)).getEncoded()),
                    new Private(new PrivateKeyInfo(algorithm, new ECPrivateKey(256, number)).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
