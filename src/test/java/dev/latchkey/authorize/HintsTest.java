package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// OIDC Core §3.1.2.1: what an application knows about the person already.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintsTest {
    private final Browser browser = new Browser();
    private Scene scene;
    private String idToken;

    @BeforeAll
    void linIsSignedIn() {
        scene = Scene.set();
        idToken = scene.web().signInAndRedeem(browser, "lin").path("id_token");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aHintAtTheSamePersonPassesSilently() {
        Journey silent = scene.web().journey().with("prompt", "none").with("id_token_hint", idToken);
        assertTrue(browser.get(silent.url()).location().contains("?code="));
    }

    @Test
    void aHintAtSomebodyElseNeedsASignIn() {
        String others = scene.web().signInAndRedeem(new Browser(), "aisha").path("id_token");
        Journey silent = scene.web().journey().with("prompt", "none").with("id_token_hint", others);
        assertEquals("login_required", parameter(browser.get(silent.url()).location(), "error"));
        Journey asking = scene.web().journey().with("id_token_hint", others);
        assertTrue(browser.get(asking.url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void aHintThatIsNoIdTokenOfOursIsAnInvalidRequest() {
        Journey forged =
                scene.web().journey().with("id_token_hint", idToken.substring(0, idToken.length() - 6) + "AAAAAA");
        assertEquals("invalid_request", parameter(browser.get(forged.url()).location(), "error"));
    }

    @Test
    void aLoginHintIsFilledInAndEscaped() {
        scene.admin().offerPasswords();
        try {
            Journey journey = scene.web().journey().with("login_hint", "lin\"><script>alert(1)</script>");
            String page = new Browser().follow(journey.url(), endpoint()).body();
            assertTrue(page.contains("value=\"lin&quot;&gt;&lt;script&gt;"));
        } finally {
            scene.admin().socialOnly();
        }
    }

    @Test
    void theIdTokenNamesTheLevelOfAssurance() {
        assertEquals("1", Jwt.of(idToken).claims().get("acr").asText());
    }
}
