package dev.latchkey.key;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// Makes keys and signatures with the fastest implementation at hand, else with the JDK's.
@Singleton
class Crypto {
    private static final int RSA_BITS = 2048;

    private final Optional<Provider> provider;

    Crypto(Instance<CryptoEngine> engines) {
        this.provider = engines.stream().findFirst().flatMap(CryptoEngine::provider);
    }

    KeyPair generate(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyType());
            switch (algorithm) {
                case RS256 -> generator.initialize(RSA_BITS);
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot make a key for " + algorithm, e);
        }
    }

    PrivateKey privateKey(Algorithm algorithm, byte[] pkcs8) {
        try {
            return keyFactory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored private key is not readable", e);
        }
    }

    PublicKey publicKey(Algorithm algorithm, byte[] spki) {
        try {
            return KeyFactory.getInstance(algorithm.keyType()).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is not readable", e);
        }
    }

    byte[] sign(Algorithm algorithm, PrivateKey key, byte[] data) {
        try {
            Signature signature = signature(algorithm);
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with " + algorithm + " failed", e);
        }
    }

    private Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(algorithm.signatureName(), provider.get())
                : Signature.getInstance(algorithm.signatureName());
    }

    private KeyFactory keyFactory(Algorithm algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? KeyFactory.getInstance(algorithm.keyType(), provider.get())
                : KeyFactory.getInstance(algorithm.keyType());
    }
}
