package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The npm package `openid-client` in a web application's server (`src/clients/npm/web-app.mjs`).
@QuarkusTest
class OpenidClientTest {
    private static final String HOME = "https://bookstore.example.com/";

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() throws IOException {
        try (Scene scene = Scene.set();
                NodeApp app = start(register(scene))) {
            Browser browser = new Browser();
            String authorize = app.hear().path("authorize").asText();
            app.tell(signIn(browser, authorize));

            JsonNode person = app.hear();
            assertEquals(person.path("sub"), person.path("userinfo").path("sub"));
            assertEquals("林小雨🌧", person.path("userinfo").path("name").asText());

            JsonNode introspection = app.hear().path("introspection");
            assertFalse(introspection.path("active").booleanValue(), introspection.toString());

            String home = browser.get(person.path("signOut").asText()).location();
            assertEquals(HOME, home.substring(0, home.indexOf('?')));
            assertEquals("bye", parameter(home, "state"));
        }
    }

    private static RelyingParty register(Scene scene) {
        return scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of(HOME + "callback"), "postLogoutRedirectUris", List.of(HOME)),
                        Map.of());
    }

    private static NodeApp start(RelyingParty bookstore) throws IOException {
        return NodeApp.start(
                "web-app.mjs", endpoint() + "/oidc", bookstore.id(), bookstore.secret(), bookstore.redirectUri(), HOME);
    }

    private static String signIn(Browser browser, String authorize) {
        Browser.Answer toAlipay = browser.get(authorize + "&direct_sign_in=social:alipay");
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        return browser.follow(back.location(), endpoint()).location();
    }
}
