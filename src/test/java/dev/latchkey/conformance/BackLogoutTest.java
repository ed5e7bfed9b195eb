package dev.latchkey.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogoutReceiver;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `back-logout`: OIDC Back-Channel Logout after a logout of the application.
@QuarkusTest
class BackLogoutTest {
    private static final String AFTERWARDS = "https://suite.example/test/a/latchkey/post_logout_redirect";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @Test
    void discovery() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("backchannel_logout_supported", equalTo(true))
                .body("backchannel_logout_session_supported", equalTo(true));
    }

    @Test
    void theClientIsCalledAndTheUserComesBackSignedOut() {
        try (Scene scene = Scene.set();
                LogoutReceiver receiver = new LogoutReceiver()) {
            Suite.prepare(scene.admin());
            LogoutClient client =
                    LogoutClient.register(scene, AFTERWARDS, Map.of("backchannelLogoutUri", receiver.backChannel()));
            Browser browser = new Browser();
            Jwt idToken = client.signIn(browser);

            Browser.Answer back = client.logOut(browser, idToken, AFTERWARDS, "the state");

            assertEquals(Map.of("state", "the state"), Suite.response(back, AFTERWARDS));
            assertGood(receiver.token(), idToken, client);
            assertTrue(receiver.isQuiet());
            assertFalse(client.isSignedIn(browser));
            scene.admin().socialOnly();
        }
    }

    private static void assertGood(Jwt token, Jwt idToken, LogoutClient client) {
        JsonNode claims = token.claims();
        assertTrue(token.isSignedByPublishedKey());
        assertEquals(idToken.header().get("alg"), token.header().get("alg"));
        assertEquals(Suite.ISSUER, claims.get("iss").asText());
        assertEquals(client.id(), claims.get("aud").asText());
        assertTrue(Math.abs(claims.get("iat").asLong() - Instant.now().getEpochSecond()) < 60);
        assertTrue(claims.get("jti").asText().length() >= 22);
        assertEquals("{\"" + EVENT + "\":{}}", claims.get("events").toString());
        assertEquals(idToken.claims().get("sub"), claims.get("sub"));
        assertFalse(idToken.claims().get("sid").asText().isEmpty());
        assertEquals(idToken.claims().get("sid"), claims.get("sid"));
        assertFalse(claims.has("nonce"));
    }
}
