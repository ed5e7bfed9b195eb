package dev.latchkey.platform;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/// Random values of every kind. A bean, not static code, so that a native image seeds it when it
/// starts and not when it is built.
@Singleton
public class RandomValues {
    private static final char[] LOWER_ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final char[] ALPHANUMERIC =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;

    private final SecureRandom random = new SecureRandom();

    /// An opaque token, code or session id: 256 bits as 43 base64url characters.
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /// Whether a text is as long as an opaque token: any other need not be looked up.
    public static boolean isToken(String text) {
        return text.length() == TOKEN_LENGTH;
    }

    /// An id of 21 lower-case alphanumerics: applications, resources, sign-ins, grants, sessions.
    public String entityId() {
        return text(LOWER_ALPHANUMERIC, 21);
    }

    /// An id of 12 lower-case alphanumerics: users and connectors.
    public String shortId() {
        return text(LOWER_ALPHANUMERIC, 12);
    }

    /// A client secret: 32 alphanumerics, so that it is the same with and without percent-encoding.
    public String clientSecret() {
        return text(ALPHANUMERIC, 32);
    }

    /// What a person can read out to support: 8 characters without those that look alike.
    public String supportId() {
        return text("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".toCharArray(), 8);
    }

    /// What a person types from another screen (RFC 8628 §6.1): consonants alone.
    public String userCode(int length) {
        return text("BCDFGHJKLMNPQRSTVWXZ".toCharArray(), length);
    }

    /// A number that a person carries in mind from one screen to another, zeros in front included.
    public String number(int digits) {
        return text("0123456789".toCharArray(), digits);
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(char[] alphabet, int length) {
        char[] text = new char[length];
        int limit = 256 - 256 % alphabet.length; // beyond it the modulo would favour the first letters
        int filled = 0;
        while (filled < length) {
            for (byte octet : bytes(length - filled)) {
                int value = octet & 0xFF;
                if (value < limit) {
                    text[filled++] = alphabet[value % alphabet.length];
                }
            }
        }
        return new String(text);
    }
}
