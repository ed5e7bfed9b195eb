package dev.latchkey.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogoutReceiver;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Plan `front-logout`: OIDC Front-Channel Logout, in a browser that loads frames and follows a refresh.
@QuarkusTest
class FrontLogoutTest {
    private static final Pattern FRAME = Pattern.compile("<iframe[^>]* src=\"([^\"]+)\"");

    @Test
    void discovery() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("frontchannel_logout_supported", equalTo(true))
                .body("frontchannel_logout_session_supported", equalTo(true));
    }

    @Test
    void thePageLoadsTheFrameOfTheClientAndGoesOn() {
        try (Scene scene = Scene.set();
                LogoutReceiver receiver = new LogoutReceiver()) {
            Suite.prepare(scene.admin());
            String afterwards = receiver.origin() + "/post_logout_redirect";
            LogoutClient client = LogoutClient.register(
                    scene,
                    receiver.origin() + "/callback",
                    afterwards,
                    Map.of("frontchannelLogoutUri", receiver.frontChannel()));
            Browser browser = new Browser();
            Jwt idToken = client.signIn(browser);

            Browser.Answer page = client.logOut(browser, idToken, afterwards, "state-1");

            assertEquals(200, page.status());
            Matcher frame = FRAME.matcher(page.body());
            assertTrue(frame.find(), page::body);
            new Browser().get(frame.group(1).replace("&amp;", "&"));
            String loaded = "?" + receiver.frame();
            assertEquals(Suite.ISSUER, dev.latchkey.testing.RelyingParty.parameter(loaded, "iss"));
            assertEquals(
                    idToken.claims().get("sid").asText(), dev.latchkey.testing.RelyingParty.parameter(loaded, "sid"));
            String next = page.header("refresh").replaceFirst("^\\d+;\\s*url=", "");
            assertEquals(URI.create(afterwards + "?state=state-1"), URI.create(next));
            assertFalse(client.isSignedIn(browser));
            scene.admin().socialOnly();
        }
    }
}
