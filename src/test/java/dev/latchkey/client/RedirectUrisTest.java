package dev.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses are an application's own (RFC 9700 §2.1, RFC 8252 §7.3).
class RedirectUrisTest {
    private static final String OWN = "https://app.example.com/callback";

    @Test
    void theAddressAsRegisteredIsItsOwn() {
        assertTrue(isRegistered(ApplicationType.Traditional, OWN, OWN));
        assertTrue(isRegistered(ApplicationType.Native, "com.example.app://callback", "com.example.app://callback"));
        assertTrue(isRegistered(ApplicationType.SPA, OWN + "?tenant=1", OWN + "?tenant=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://app.example.com/callback/",
                "https://app.example.com/callback?",
                "https://app.example.com/callback?a=1",
                "https://app.example.com/callback#",
                "https://app.example.com/callback#code=1",
                "https://app.example.com/callback ",
                " https://app.example.com/callback",
                "https://app.example.com/Callback",
                "https://APP.example.com/callback",
                "HTTPS://app.example.com/callback",
                "http://app.example.com/callback",
                "https://app.example.com:443/callback",
                "https://app.example.com./callback",
                "https://app.example.com.evil.example/callback",
                "https://evil.example/app.example.com/callback",
                "https://evilapp.example.com/callback",
                "https://user@app.example.com/callback",
                "https://app.example.com@evil.example/callback",
                "https://app.example.com\\@evil.example/callback",
                "https://app.example.com/./callback",
                "https://app.example.com/x/../callback",
                "https://app.example.com/%63allback",
                "//app.example.com/callback",
                "/callback",
                "javascript:alert(1)//https://app.example.com/callback",
            })
    void aLookAlikeIsNot(String uri) {
        for (ApplicationType type : ApplicationType.values()) {
            assertFalse(isRegistered(type, OWN, uri), uri);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/callback, http://127.0.0.1:51004/callback",
        "http://127.0.0.1:80/callback, http://127.0.0.1/callback",
        "http://[::1]/callback, http://[::1]:51004/callback",
        "http://localhost:3000/callback, http://localhost:51004/callback",
        "http://127.0.0.1/callback?a=1, http://127.0.0.1:51004/callback?a=1",
    })
    void aNativeApplicationOnThisMachineMayComeFromAnyPortAndNoOtherMay(String own, String given) {
        assertTrue(isRegistered(ApplicationType.Native, own, given));
        for (ApplicationType type : List.of(ApplicationType.SPA, ApplicationType.Traditional)) {
            assertFalse(isRegistered(type, own, given));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/callback, http://localhost/callback",
        "http://127.0.0.1/callback, http://[::1]/callback",
        "http://127.0.0.1/callback, https://127.0.0.1:51004/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:51004/callback/",
        "http://127.0.0.1/callback, http://127.0.0.1:51004/callback?a=1",
        "http://127.0.0.1/callback, http://127.0.0.1:51004/callback#a",
        "http://127.0.0.1/callback, http://me@127.0.0.1:51004/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:51004@evil.example/callback",
        "http://127.0.0.1/callback, http://127.0.0.1.evil.example:51004/callback",
        "http://127.0.0.1/callback, http://127.0.0.2:51004/callback",
        "http://127.0.0.1/callback, http://127.1:51004/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:port/callback",
        "https://127.0.0.1/callback, https://127.0.0.1:51004/callback",
        "https://app.example.com/callback, https://app.example.com:51004/callback",
        "com.example.app://callback, com.example.app://callback:51004",
    })
    void nothingButThePortMayDiffer(String own, String given) {
        assertFalse(isRegistered(ApplicationType.Native, own, given));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/, http://localhost:3000",
        "http://localhost:3000, http://localhost:3000/",
        "http://localhost:3000, http://localhost:3000",
        "https://app.example.com/signed-out, https://app.example.com/signed-out",
        "com.example.app://callback/sign-out, com.example.app://callback/sign-out",
    })
    void afterSigningOutAnEmptyPathIsASlash(String own, String given) {
        assertTrue(isRegisteredForLogout(own, given));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/signed-out, https://app.example.com/signed-out/",
        "https://app.example.com/, https://app.example.com//",
        "https://app.example.com/, https://app.example.com?a=1",
        "https://app.example.com/, https://app.example.com#a",
        "https://app.example.com/, https://app.example.com.evil.example",
        "https://app.example.com/, https://app.example.com:444/",
        "https://app.example.com/, https://user@app.example.com",
        "com.example.app:/, com.example.app:",
        "http://127.0.0.1/, http://127.0.0.1:51004/",
    })
    void afterSigningOutNothingElseIsForgiven(String own, String given) {
        assertFalse(isRegisteredForLogout(own, given));
    }

    @Test
    void mutationsOfAnAddressAreRefusedAndNeverFail() {
        Random random = new Random(8252);
        String alphabet = "aZ0:/?#[]@!$&'()*+,;=%-._~ \\\"<>\0\n林";
        Set<String> own = Set.of(OWN, "http://127.0.0.1/callback");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutant = new StringBuilder(OWN);
            for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
                mutant.setCharAt(random.nextInt(mutant.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String uri = mutant.toString();
            assertEquals(own.contains(uri), isRegistered(ApplicationType.Native, OWN, uri), uri);
            assertEquals(own.contains(uri), isRegisteredForLogout(OWN, uri), uri);
        }
    }

    private static boolean isRegistered(ApplicationType type, String own, String uri) {
        return RedirectUris.isRegistered(application(type, own), uri);
    }

    private static boolean isRegisteredForLogout(String own, String uri) {
        return RedirectUris.isRegisteredForLogout(application(ApplicationType.Native, own), uri);
    }

    private static Application application(ApplicationType type, String uri) {
        return new Application(
                "id",
                "Bookstore",
                type,
                OidcClientMetadata.ofUris(List.of(uri), List.of(uri)),
                CustomClientMetadata.NONE,
                false,
                false,
                Instant.EPOCH,
                List.of());
    }
}
