package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Signing in and registering with username and password.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordSignInTest {
    private static final String PASSWORD = "bicycle under the plum tree";

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        scene.admin().offerPasswordsAndRegistration();
    }

    @AfterAll
    void close() {
        scene.admin().socialOnly();
        scene.close();
    }

    @Test
    void aNewcomerRegistersAndIsSignedIn() {
        Browser browser = new Browser();
        assertTrue(register(browser, scene.web().journey(), "newcomer", PASSWORD)
                .startsWith(scene.web().redirectUri()));
        Browser elsewhere = new Browser();
        assertEquals(
                303,
                signIn(elsewhere, scene.web().journey(), "newcomer", PASSWORD).status());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookAlike() {
        register(new Browser(), scene.web().journey(), "alike", PASSWORD);
        Browser.Answer wrong = signIn(new Browser(), scene.web().journey(), "alike", "not this one at all");
        Browser.Answer unknown = signIn(new Browser(), scene.web().journey(), "alikf", "not this one at all");
        assertEquals(400, wrong.status());
        assertEquals(400, unknown.status());
        assertEquals(
                withoutWhatVaries(wrong.body()),
                withoutWhatVaries(unknown.body().replace("alikf", "alike")));
    }

    @Test
    void guessingIsStoppedAlsoForTheRightPasswordAndForNamesThatDoNotExist() {
        register(new Browser(), scene.web().journey(), "guessed", PASSWORD);
        for (String name : List.of("guessed", "nobody_at_all")) {
            database.update("""
                    insert into password_failures (username_hash, failures, expires_at)
                    values (sha256(?::bytea), 99, now() + interval '1 hour')""", name);
            assertEquals(
                    400,
                    signIn(new Browser(), scene.web().journey(), name, "guess").status());
            assertEquals(
                    429,
                    signIn(new Browser(), scene.web().journey(), name, PASSWORD).status());
        }
        database.update("update password_failures set expires_at = now() - interval '1 second'");
        assertEquals(
                303,
                signIn(new Browser(), scene.web().journey(), "guessed", PASSWORD)
                        .status());
    }

    @Test
    void aDoubleClickDoesNotSendTheBrowserRoundInCircles() {
        register(new Browser(), scene.web().journey(), "doubleclick", PASSWORD);
        Browser browser = new Browser();
        Browser.Answer page =
                browser.follow(scene.web().journey().with("prompt", "login").url(), endpoint());
        Map<String, String> form = Map.of("csrf", page.field("csrf"), "username", "doubleclick", "password", PASSWORD);
        List<Browser.Answer> answers =
                Parallel.run(2, () -> browser.post(endpoint() + page.action("/sign-in/password"), form));
        Browser.Answer end = browser.follow(answers.getFirst().location(), endpoint());
        boolean isBack =
                end.status() == 303 && end.location().startsWith(scene.web().redirectUri());
        assertTrue(isBack || end.status() == 200, () -> end.status() + " at " + end.uri());
    }

    @Test
    void aFinishedSignInWhoseSessionIsOverBeginsAnew() {
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        register(browser, page, "finished", PASSWORD);
        browser.cookies(endpoint()).remove("latchkey_session");
        Browser.Answer again = browser.follow(page.uri().toString(), endpoint());
        assertEquals(200, again.status());
        assertFalse(again.uri().equals(page.uri()));
    }

    @Test
    void anAdministratorsNewPasswordEndsWhatTheOldOneOpened() {
        Browser browser = new Browser();
        Journey journey = scene.web().journey();
        String code = parameter(register(browser, journey, "taken_over", PASSWORD), "code");
        Response tokens = scene.web().redeem(code, journey);
        String userId = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
        scene.admin()
                .request()
                .body(Map.of("password", "another bicycle, another tree"))
                .patch("/api/users/" + userId + "/password")
                .then()
                .statusCode(200);
        scene.web().refresh(tokens.path("refresh_token")).then().statusCode(400);
        assertTrue(browser.get(scene.web().journey().url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void whatSomebodyAuthorizedEndsWhenSomebodyElseTakesOverTheBrowser() {
        RelyingParty bound = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("alwaysIssueRefreshToken", true));
        Browser browser = new Browser();
        Journey journey = bound.journey().with("scope", "openid");
        String code = parameter(register(browser, journey, "first_person", PASSWORD), "code");
        String refreshToken = bound.redeem(code, journey).path("refresh_token");

        signIn(browser, bound.journey().with("prompt", "login"), "first_person", PASSWORD);
        bound.refresh(refreshToken).then().statusCode(200);

        register(new Browser(), scene.web().journey(), "second_person", PASSWORD);
        signIn(browser, bound.journey().with("prompt", "login"), "second_person", PASSWORD);
        bound.refresh(refreshToken).then().statusCode(400);
    }

    private static String withoutWhatVaries(String page) {
        return page.replaceAll("<code>[2-9A-Z]{8}</code>", "")
                .replaceAll("value=\"[A-Za-z0-9_-]{43}\"", "")
                .replaceAll("(id=|auth/)[0-9a-z]{21}", "");
    }

    private static Browser.Answer signIn(Browser browser, Journey journey, String username, String password) {
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        return browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", username, "password", password));
    }

    private static String register(Browser browser, Journey journey, String username, String password) {
        return register(browser, browser.follow(journey.url(), endpoint()), username, password);
    }

    private static String register(Browser browser, Browser.Answer page, String username, String password) {
        Browser.Answer form = browser.get(page.uri().toString().replace("/sign-in?", "/register?"));
        Browser.Answer answer = browser.post(
                endpoint() + form.action("/register"),
                Map.of("csrf", form.field("csrf"), "username", username, "password", password));
        return browser.follow(answer.location(), endpoint()).location();
    }
}
