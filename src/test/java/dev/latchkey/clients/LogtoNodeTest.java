package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The npm package `@logto/node` in a web application's server (`src/clients/npm/logto-web-app.mjs`).
@QuarkusTest
class LogtoNodeTest {
    private static final String HOME = "http://localhost:3000";
    private static final String API = "https://orders.logto-node.example.com";

    @Test
    void signsInRefreshesReadsUserinfoCallsAnApiAndSignsOut() throws IOException {
        try (Scene scene = Scene.set();
                NodeApp app = start(scene)) {
            Browser browser = new Browser();
            app.tell(signIn(browser, app.hear().path("navigate").asText()));

            JsonNode person = app.hear();
            assertTrue(person.path("isAuthenticated").booleanValue());
            assertEquals("林小雨🌧", person.path("claims").path("name").asText());
            assertEquals(
                    person.path("claims").path("sub"), person.path("userinfo").path("sub"));
            assertTrue(person.path("isRefreshed").booleanValue());
            assertEquals(API, person.path("api").path("aud").asText());

            String bye = browser.get(app.hear().path("navigate").asText()).location();
            assertEquals(HOME, bye);
            assertFalse(app.hear().path("isAuthenticated").booleanValue());
        }
    }

    private static NodeApp start(Scene scene) throws IOException {
        scene.admin()
                .request()
                .body(Map.of("name", "Orders", "indicator", API))
                .post("/api/resources")
                .then()
                .statusCode(201);
        RelyingParty bookstore = scene.web();
        return NodeApp.start(
                "logto-web-app.mjs",
                endpoint() + "/",
                bookstore.id(),
                bookstore.secret(),
                bookstore.redirectUri(),
                HOME,
                API);
    }

    private static String signIn(Browser browser, String authorize) {
        Browser.Answer back = browser.get(browser.get(authorize).location() + "&person=lin");
        return browser.follow(back.location(), endpoint()).location();
    }
}
