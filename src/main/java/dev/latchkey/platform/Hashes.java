package dev.latchkey.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, the form in which tokens, codes and session ids are stored: they are random enough
/// that a plain hash cannot be reversed.
public final class Hashes {
    private Hashes() {}

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Compares two texts in a time that does not depend on where they differ.
    public static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }
}
