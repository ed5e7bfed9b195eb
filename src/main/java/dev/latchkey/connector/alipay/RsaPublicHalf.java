package dev.latchkey.connector.alipay;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/// The public half of an RSA pair.
record RsaPublicHalf(RSAPublicKey key) implements PublicHalf {
    static RsaPublicHalf of(BigInteger modulus, BigInteger exponent) {
        RsaSize.check(modulus);
        try {
            return new RsaPublicHalf((RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        } catch (GeneralSecurityException _) {
            throw new KeyUnusableException(Fault.DAMAGED, "is damaged");
        }
    }

    @Override
    public boolean verifies(SignType type, byte[] message, byte[] signatureBytes) {
        return type.family() == SignType.Family.RSA && verifies(type.algorithm(), message, signatureBytes);
    }

    /// @param algorithm by the name of `java.security`
    boolean verifies(String algorithm, byte[] message, byte[] signatureBytes) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public byte[] encoded() {
        return key.getEncoded();
    }

    @Override
    public int bits() {
        return key.getModulus().bitLength();
    }

    @Override
    public String toString() {
        return "RsaPublicHalf[" + bits() + " bits]";
    }
}
