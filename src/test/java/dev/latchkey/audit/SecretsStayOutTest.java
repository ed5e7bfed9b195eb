package dev.latchkey.audit;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.LogCapture;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Codes, tokens, passwords, keys and cookies never reach the log or the record of events, neither when
/// all goes well nor when it does not.
@QuarkusTest
class SecretsStayOutTest {
    private static final String PASSWORD = "a very long and secret passphrase";

    @Inject
    Database database;

    private final Set<String> secrets = new HashSet<>();

    @Test
    void whateverAWholeSignInUsed() {
        try (LogCapture log = LogCapture.start();
                Scene scene = Scene.set()) {
            secrets.add(scene.web().secret());
            secrets.add(
                    scene.alipay().defaultApp().privateKeyPem().lines().toList().get(3));
            Browser browser = new Browser();
            Journey journey = scene.web().journey();
            secrets.add(journey.verifier());

            signInAndUse(scene.web(), journey, browser);
            failAtTheProvider(scene);
            failWithAPassword(scene);
            browser.cookies(endpoint()).values().forEach(secrets::add);

            assertTrue(log.text().contains("failed, support code"), log::text);
            assertNoneIn("the log", log.text());
            assertNoneIn("the record", record());
        }
    }

    private void signInAndUse(RelyingParty app, Journey journey, Browser browser) {
        String callback = callback(browser, journey);
        String code = parameter(
                browser.follow(browser.get(callback).location(), endpoint()).location(), "code");
        secrets.add(code);
        use(app, app.redeem(code, journey).then().statusCode(200).extract().response());
        app.redeem(code, journey).then().statusCode(400);
    }

    private void use(RelyingParty app, Response tokens) {
        List.of("access_token", "refresh_token", "id_token").forEach(name -> secrets.add(tokens.path(name)));
        String refreshToken = tokens.path("refresh_token");
        String idToken = tokens.path("id_token");
        given().auth()
                .oauth2(tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200);
        secrets.add(app.refresh(refreshToken).then().statusCode(200).extract().path("access_token"));
        app.refresh(refreshToken + "x").then().statusCode(400);
        app.authenticated().formParam("token", refreshToken).post("/oidc/token/introspection");
        app.authenticated().formParam("token", refreshToken).post("/oidc/token/revocation");
        app.refresh(refreshToken).then().statusCode(400);
        given().redirects().follow(false).get("/oidc/session/end?id_token_hint=" + idToken + "x");
        given().auth()
                .oauth2("x" + tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
    }

    private void failAtTheProvider(Scene scene) {
        for (String subCode : List.of("isv.invalid-signature", "isv.code-invalid", "no.such-thing")) {
            scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", subCode));
            Browser browser = new Browser();
            String callback = callback(browser, scene.web().journey());
            assertFalse(browser.get(callback).status() < 400);
            assertEquals(400, browser.get(callback).status());
        }
        scene.alipay().reset();
    }

    private void failWithAPassword(Scene scene) {
        scene.admin().offerPasswords();
        secrets.add(PASSWORD);
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        Browser.Answer refused = browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", "somebody", "password", PASSWORD));
        assertEquals(400, refused.status());
        scene.admin().socialOnly();
    }

    private String callback(Browser browser, Journey journey) {
        Browser.Answer toAlipay =
                browser.get(journey.with("direct_sign_in", "social:alipay").url());
        secrets.add(parameter(toAlipay.location(), "state"));
        String callback = browser.get(toAlipay.location() + "&person=lin").location();
        secrets.add(parameter(callback, "auth_code"));
        return callback;
    }

    private String record() {
        return String.join("\n", database.list("select a::text as row from audit_events a", row -> row.text("row")));
    }

    private void assertNoneIn(String where, String text) {
        assertTrue(secrets.size() > 15, () -> "only " + secrets.size() + " secrets");
        secrets.forEach(secret -> assertFalse(text.contains(secret), () -> secret + " is in " + where));
    }
}
