package dev.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.testing.RandomInput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §2.3.1: who a request says it comes from.
class ClientCredentialsTest {
    private static final Parameters NOTHING = Parameters.of(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%b", "a:b", "a b", "a&b=c", "林", "%41", "~-._", "+%:"})
    void aSecretIsUnderstoodFormEncodedAndAsItIs(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        assertTrue(secrets("app:" + encoded).contains(secret));
        assertTrue(secrets("app:" + secret).contains(secret));
        assertEquals("app", basic("app:" + secret).clientId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !",
                "Basic YQ",
                "Bearer YTpi",
                "YTpi",
                "Digest a=b",
                "Basic  =",
                "\u00ff"
            })
    void whatIsNoBasicHeaderIsAnInvalidClient(String header) {
        OAuthException refusal = assertThrows(OAuthException.class, () -> ClientCredentials.of(header, NOTHING));
        assertEquals(OAuthError.INVALID_CLIENT, refusal.error());
    }

    @Test
    void theSchemeIsReadWithoutCase() {
        String pair = Base64.getEncoder().encodeToString("app:secret".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                new ClientCredentials.Secret("app", ClientAuthMethod.CLIENT_SECRET_BASIC, Set.of("secret")),
                ClientCredentials.of("bAsIc " + pair, NOTHING));
    }

    @Test
    void anEmptySecretIsNone() {
        assertEquals(new ClientCredentials.Nothing("app"), basic("app:"));
    }

    @Test
    void nothingSecretIsPrinted() {
        assertFalse(basic("app:sesame").toString().contains("sesame"));
    }

    @Test
    void anyHeaderIsReadOrRefused() {
        RandomInput.each(
                7617,
                bytes -> ClientCredentials.of("Basic " + Base64.getEncoder().encodeToString(bytes), NOTHING));
        RandomInput.each(
                2617,
                bytes -> ClientCredentials.of("Basic " + new String(bytes, StandardCharsets.ISO_8859_1), NOTHING));
        RandomInput.each(6750, bytes -> ClientCredentials.of(new String(bytes, StandardCharsets.UTF_8), NOTHING));
    }

    @Test
    void anyAssertionIsReadOrRefused() {
        RandomInput.each(7523, bytes -> assertion(new String(bytes, StandardCharsets.UTF_8)));
        RandomInput.each(7521, bytes -> {
            String part = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertion(part + "." + part + "." + part);
        });
    }

    private static ClientCredentials assertion(String text) {
        return ClientCredentials.of(
                null,
                Parameters.of(Map.of(
                        "client_assertion_type",
                        List.of(ClientCredentials.Assertion.TYPE),
                        "client_assertion",
                        List.of(text))));
    }

    private static Set<String> secrets(String pair) {
        return basic(pair) instanceof ClientCredentials.Secret secret ? secret.candidates() : Set.of();
    }

    private static ClientCredentials basic(String pair) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return ClientCredentials.of("Basic " + encoded, NOTHING);
    }
}
