package dev.latchkey.oauth;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/// A PKCE challenge of method S256, the only one offered (RFC 7636 §4.2): the base64url SHA-256 of
/// the verifier, 43 characters.
public record CodeChallenge(String value) {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    public CodeChallenge {
        if (!CHALLENGE.matcher(value).matches()) {
            throw INVALID_REQUEST.because("code_challenge must be 43 base64url characters");
        }
    }

    /// What belongs to a verifier of our own.
    public static CodeChallenge of(String verifier) {
        return new CodeChallenge(s256(verifier));
    }

    /// True when `verifier` is well formed (RFC 7636 §4.1) and hashes to this challenge.
    public boolean isAnsweredBy(String verifier) {
        if (verifier == null || !VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        byte[] expected = value.getBytes(StandardCharsets.US_ASCII);
        byte[] actual = s256(verifier).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, actual);
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
