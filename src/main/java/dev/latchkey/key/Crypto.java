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
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Makes keys and signatures with the fastest implementation at hand, else with the JDK's.
@Singleton
class Crypto {
    /// Without an entry the JDK does it.
    private final Map<Algorithm, Provider> providers = new EnumMap<>(Algorithm.class);

    Crypto(Instance<CryptoEngine> engines) {
        engines.stream()
                .findFirst()
                .flatMap(CryptoEngine::provider)
                .ifPresent(provider -> Arrays.stream(Algorithm.values())
                        .filter(algorithm -> knows(provider, algorithm))
                        .forEach(algorithm -> providers.put(algorithm, provider)));
    }

    /// Signatures alone are not enough: the engine has to read the stored keys as well.
    private static boolean knows(Provider provider, Algorithm algorithm) {
        return provider.getService("Signature", algorithm.signatureName()) != null
                && provider.getService("KeyFactory", algorithm.keyFactoryName()) != null;
    }

    KeyPair generate(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyFactoryName());
            generator.initialize(algorithm.keySpec());
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
            return KeyFactory.getInstance(algorithm.keyFactoryName()).generatePublic(new X509EncodedKeySpec(spki));
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
        Provider provider = providers.get(algorithm);
        Signature signature = provider == null
                ? Signature.getInstance(algorithm.signatureName())
                : Signature.getInstance(algorithm.signatureName(), provider);
        if (algorithm.signatureParameters().isPresent()) {
            signature.setParameter(algorithm.signatureParameters().get());
        }
        return signature;
    }

    private KeyFactory keyFactory(Algorithm algorithm) throws GeneralSecurityException {
        Provider provider = providers.get(algorithm);
        return provider == null
                ? KeyFactory.getInstance(algorithm.keyFactoryName())
                : KeyFactory.getInstance(algorithm.keyFactoryName(), provider);
    }
}
