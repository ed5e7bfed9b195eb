package dev.latchkey.platform;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what must come back in clear (private keys, client secrets, connector configurations)
/// with AES-256-GCM under `LATCHKEY_SECRET_KEY`.
///
/// A sealed value is bound to its place (for example `connector:abc`), so a row copied over
/// another one does not open. Layout: version 1, 12 bytes of nonce, ciphertext with tag.
@Singleton
public class Sealer {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomValues random;

    Sealer(LatchkeyConfig config, RandomValues random) {
        this.key = new SecretKeySpec(DerivedKeys.derive(config.secretKey(), "secrets at rest"), "AES");
        this.random = random;
    }

    public byte[] seal(String place, String clear) {
        byte[] nonce = random.bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to encrypt", e);
        }
    }

    /// Opens what [#seal] made for the same place.
    ///
    /// @throws SealBrokenException when it was made under another key, for another place, or altered
    public String open(String place, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new SealBrokenException(place);
        }
        ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(body), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException _) {
            throw new SealBrokenException(place);
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
