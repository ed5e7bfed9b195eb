package dev.latchkey.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// The two key pairs of the simulated world.
///
/// @param alipay signs the gateway's answers
/// @param merchant belongs to the default app
public record Keys(KeyPair alipay, KeyPair merchant) {
    private static final int BITS = 2048;

    public static Keys fresh() {
        return new Keys(generate(), generate());
    }

    /// Loads the pairs from a directory, and makes and stores them when they are not there yet: a
    /// development database outlives the simulator that its connector is configured for.
    public static Keys in(Path directory) {
        try {
            Files.createDirectories(directory);
            return new Keys(pair(directory.resolve("alipay.pem")), pair(directory.resolve("merchant.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the simulator's keys in " + directory, e);
        }
    }

    /// A private key as `openssl genpkey` writes it.
    public static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /// A public key as Alipay's console shows it: one line of base64.
    public static String line(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /// A pair for `signType` `SM2`.
    public static KeyPair sm2() {
        return Sm2Key.generate();
    }

    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(Path file) throws IOException {
        if (Files.exists(file)) {
            return parse(Files.readString(file));
        }
        KeyPair pair = generate();
        Files.writeString(file, pem(pair));
        return pair;
    }

    private static KeyPair parse(String pem) {
        String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
            RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new KeyPair(factory.generatePublic(half), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the simulator's keys are damaged: delete them", e);
        }
    }
}
