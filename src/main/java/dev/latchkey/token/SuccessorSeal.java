package dev.latchkey.token;

import dev.latchkey.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps the successor of a rotated refresh token so that only the rotated token itself opens it:
/// the key is derived from the token, of which the database has no more than a hash.
final class SuccessorSeal {
    private static final int TAG_BITS = 128;
    /// Each key encrypts one text in its life, so the nonce need not vary.
    private static final byte[] NONCE = new byte[12];

    private SuccessorSeal() {}

    static byte[] seal(String rotated, String successor) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, rotated).doFinal(successor.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to encrypt", e);
        }
    }

    static String open(String rotated, byte[] sealed) {
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, rotated).doFinal(sealed), StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored successor does not open", e);
        }
    }

    private static Cipher cipher(int mode, String token) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(Hashes.sha256("successor of " + token), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
        return cipher;
    }
}
