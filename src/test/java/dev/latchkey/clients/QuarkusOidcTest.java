package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Quarkus OIDC as a web application (`src/clients/quarkus`).
@QuarkusTest
class QuarkusOidcTest {
    private final int port = ClientApp.freePort();
    private final String home = "http://127.0.0.1:" + port + "/";

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() {
        try (Scene scene = Scene.set();
                ClientApp _ = start(register(scene))) {
            Browser browser = new Browser();
            JsonPath person = signIn(browser);
            assertEquals("林小雨🌧", person.getString("name"));

            JsonPath refreshed = JsonPath.from(browser.get(home).body());
            assertEquals(person.getString("subject"), refreshed.getString("subject"));
            assertNotEquals(person.getString("accessToken"), refreshed.getString("accessToken"));

            Browser.Answer bye = browser.follow(home + "sign-out", home, endpoint());
            assertEquals(200, bye.status());
            assertEquals(
                    home + "bye?state=" + parameter(bye.uri().toString(), "state"),
                    bye.uri().toString());
            String signInPage = browser.follow(home, home, endpoint()).uri().toString();
            assertEquals(endpoint() + "/sign-in", signInPage.substring(0, signInPage.indexOf('?')));
        }
    }

    private RelyingParty register(Scene scene) {
        return scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris", List.of(home + "callback"),
                                "postLogoutRedirectUris", List.of(home + "bye")),
                        Map.of());
    }

    private ClientApp start(RelyingParty bookstore) {
        return ClientApp.start(
                "quarkus",
                Map.of(
                        "ISSUER", endpoint() + "/oidc",
                        "CLIENT_ID", bookstore.id(),
                        "CLIENT_SECRET", bookstore.secret(),
                        "PORT", Integer.toString(port)),
                "Installed features");
    }

    private JsonPath signIn(Browser browser) {
        String authorize = browser.get(home).location();
        Browser.Answer toAlipay = browser.get(authorize + "&direct_sign_in=social:alipay");
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        return JsonPath.from(browser.follow(back.location(), endpoint(), home).body());
    }
}
