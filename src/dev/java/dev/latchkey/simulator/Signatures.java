package dev.latchkey.simulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/// Signs and verifies by the names of `java.security`, and by SM3withSM2, which is not among them.
final class Signatures {
    static final String SM2 = "SM3withSM2";

    private Signatures() {}

    static byte[] sign(PrivateKey key, String algorithm, byte[] message) {
        try {
            if (algorithm.equals(SM2)) {
                SM2Signer signer = new SM2Signer();
                signer.init(
                        true,
                        new ParametersWithRandom(PrivateKeyFactory.createKey(key.getEncoded()), new SecureRandom()));
                signer.update(message, 0, message.length);
                return signer.generateSignature();
            }
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException | CryptoException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// False also for a key of another kind.
    static boolean verifies(PublicKey key, String algorithm, byte[] message, byte[] bytes) {
        try {
            if (algorithm.equals(SM2)) {
                SM2Signer signer = new SM2Signer();
                signer.init(false, PublicKeyFactory.createKey(key.getEncoded()));
                signer.update(message, 0, message.length);
                return signer.verifySignature(bytes);
            }
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (GeneralSecurityException | IOException | ClassCastException _) {
            return false;
        }
    }
}
