package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// OIDC Core §3.1.2.1: what an application knows about the person already.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintsTest {
    @Inject
    Database database;

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

    /// People stay signed in for longer than a key is published.
    @Test
    void aHintByAKeyThatHasRetiredIsStillGood() throws InterruptedException {
        Browser own = new Browser();
        String old = scene.web().signInAndRedeem(own, "lin").path("id_token");
        retire(Jwt.of(old).header().get("kid").asText());

        Journey silent = scene.web().journey().with("prompt", "none").with("id_token_hint", old);
        assertTrue(own.get(silent.url()).location().contains("?code="));
        Browser.Answer out = own.get(endpoint() + "/oidc/session/end?id_token_hint=" + old
                + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F");
        assertEquals("http://localhost:3000/", out.location());
        assertEquals("login_required", parameter(own.get(silent.url()).location(), "error"));
    }

    private void retire(String kid) throws InterruptedException {
        scene.admin()
                .request()
                .body(Map.of("signingKeyAlgorithm", "RS256", "rotationGracePeriod", 0))
                .post("/api/configs/oidc/private-keys/rotate")
                .then()
                .statusCode(200);
        database.update("update signing_keys set retires_at = now() - interval '1 day' where id = ?", kid);
        for (int i = 0; isPublished(kid); i++) {
            assertTrue(i < 200, "the key does not go");
            Thread.sleep(50);
        }
    }

    private static boolean isPublished(String kid) {
        return given().get("/oidc/jwks").jsonPath().getList("keys.kid").contains(kid);
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
