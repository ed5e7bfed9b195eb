package dev.latchkey.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// ID tokens as a relying party checks them.
final class SignedIdTokens {
    private SignedIdTokens() {}

    /// A person signs in to an application that asks for this algorithm.
    ///
    /// @param hash the one that `at_hash` is made with
    static void areVerifiedByAnotherLibrary(Scene scene, String algorithm, String hash) {
        RelyingParty application = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("idTokenSignedResponseAlg", algorithm));
        Response tokens = application.signInAndRedeem(new Browser(), "lin");
        Jwt idToken = Jwt.of(tokens.path("id_token"));
        assertEquals(algorithm, idToken.header().get("alg").asText());
        assertTrue(idToken.isSignedByPublishedKey());
        assertEquals(
                leftHalf(hash, tokens.path("access_token")),
                idToken.claims().get("at_hash").asText());
    }

    private static String leftHalf(String hash, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, bytes.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
