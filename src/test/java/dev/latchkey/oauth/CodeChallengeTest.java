package dev.latchkey.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.RandomInput;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7636: what proves that the code is redeemed by whoever asked for it.
class CodeChallengeTest {
    /// RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final CodeChallenge CHALLENGE = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    @Test
    void isAnsweredByItsVerifier() {
        assertTrue(CHALLENGE.isAnsweredBy(VERIFIER));
    }

    @ParameterizedTest
    @CsvSource({
        // 128 characters, the longest allowed, and all kinds of them
        "-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~"
                + "-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~-._~, 128",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG, 43",
    })
    void takesEveryWellFormedVerifier(String verifier, int length) {
        assertEquals(length, verifier.length());
        assertTrue(new CodeChallenge(s256(verifier)).isAnsweredBy(verifier));
        assertFalse(CHALLENGE.isAnsweredBy(verifier));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk=",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", // plain
            })
    void isNotAnsweredByAnythingElse(String verifier) {
        assertFalse(CHALLENGE.isAnsweredBy(verifier));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "too short",
                "012345678901234567890123456789012345678901",
                "0123456789 0123456789 0123456789 0123456789 01",
                "é123456789012345678901234567890123456789012345"
            })
    void isNotAnsweredByAMalformedVerifierEvenIfItHashesToIt(String verifier) {
        assertFalse(new CodeChallenge(s256(verifier)).isAnsweredBy(verifier));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\n",
            })
    void refusesAMalformedChallenge(String challenge) {
        OAuthException refusal = assertThrows(OAuthException.class, () -> new CodeChallenge(challenge));
        assertEquals(OAuthError.INVALID_REQUEST, refusal.error());
    }

    @Test
    void refusesAnythingElse() {
        RandomInput.each(7636, bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertFalse(CHALLENGE.isAnsweredBy(text));
            new CodeChallenge(text);
        });
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.UTF_8));
            return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
