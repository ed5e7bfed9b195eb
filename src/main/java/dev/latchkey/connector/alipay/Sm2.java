package dev.latchkey.connector.alipay;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// SM3withSM2 (GB/T 32918.2) with the usual user id `1234567812345678`, signatures as DER (B10). The JDK
/// knows neither the curve nor the algorithm.
final class Sm2 {
    static final int BITS = 256;
    static final ASN1ObjectIdentifier CURVE = GMObjectIdentifiers.sm2p256v1;

    private Sm2() {}

    static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("a key that was checked before cannot sign", e);
        }
    }

    static boolean verifies(ECPublicKeyParameters key, byte[] message, byte[] signature) {
        SM2Signer signer = new SM2Signer();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /// @throws IllegalArgumentException when it is no private key of the curve
    static ECPrivateKeyParameters privateKey(BigInteger number) {
        return new ECPrivateKeyParameters(number, domain());
    }

    static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(key.getParameters().getG(), key.getD())
                .normalize();
        return new ECPublicKeyParameters(point, key.getParameters());
    }

    /// @throws IllegalArgumentException when it is no point of the curve
    static ECPublicKeyParameters publicKey(byte[] point) {
        ECDomainParameters domain = domain();
        return new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
    }

    private static ECDomainParameters domain() {
        return new ECNamedDomainParameters(CURVE, GMNamedCurves.getByOID(CURVE));
    }
}
