package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Nobody is signed in as somebody else, by a link, a form of another site or a cookie that was planted.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginCsrfTest {
    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aSignInBelongsToTheBrowserThatBeganIt() {
        Browser mine = new Browser();
        Browser.Answer page = mine.follow(scene.web().journey().url(), endpoint());
        String id = page.uri().getQuery().substring("id=".length());
        for (String target : List.of("/sign-in?id=" + id, "/register?id=" + id, "/oidc/auth/" + id)) {
            assertEquals(400, new Browser().get(endpoint() + target).status(), target);
        }
        Map<String, String> form = Map.of("csrf", page.field("csrf"));
        assertEquals(
                400,
                new Browser()
                        .post(endpoint() + page.action("/sign-in/social/"), form)
                        .status());
    }

    @Test
    void theLinkOfAnAttackersSignInSignsNobodyIn() {
        Browser attacker = new Browser();
        Browser.Answer toAlipay = attacker.get(
                scene.web().journey().with("direct_sign_in", "social:alipay").url());
        String callback = attacker.get(toAlipay.location() + "&person=lin").location();

        Browser victim = new Browser();
        victim.follow(scene.web().journey().url(), endpoint());
        assertEquals(400, victim.get(callback).status());
        assertFalse(victim.cookies(endpoint()).containsKey("latchkey_session"));
    }

    @Test
    void aFormOfAnotherSiteIsRefusedEvenWithTheRightToken() {
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        String cookies = browser.cookies(endpoint()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
        byte[] form = ("csrf=" + page.field("csrf")).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (String origin : List.of("https://evil.example", "null", endpoint() + ".evil.example")) {
            Wire.Answer answer = Wire.send(
                    "POST",
                    page.action("/sign-in/social/"),
                    List.of(
                            "Origin: " + origin,
                            "Cookie: " + cookies,
                            "Content-Type: application/x-www-form-urlencoded"),
                    form);
            assertEquals(400, answer.status(), origin);
        }
    }

    @Test
    void aPlantedSessionIsReplacedAtTheSignIn() {
        Browser attacker = new Browser();
        scene.web().signInAndRedeem(attacker, "lin");
        String planted = attacker.cookies(endpoint()).get("latchkey_session");

        Browser victim = new Browser();
        victim.cookies(endpoint()).put("latchkey_session", planted);
        Journey journey = scene.web().journey().with("prompt", "login");
        String subject = Jwt.of(
                        scene.web().signInAndRedeem(victim, journey, "aisha").path("id_token"))
                .claims()
                .get("sub")
                .asText();

        assertNotEquals(planted, victim.cookies(endpoint()).get("latchkey_session"));
        assertTrue(attacker.get(scene.web().journey().url()).location().startsWith(endpoint() + "/sign-in"));
        assertFalse(subject.isEmpty());
    }

    @Test
    void oneBrowserAndTwoPeopleNeverMix() {
        Browser browser = new Browser();
        String lin = subject(browser, scene.web().journey(), "lin");
        String aisha = subject(browser, scene.web().journey().with("prompt", "login"), "aisha");
        assertNotEquals(lin, aisha);
        Journey next = scene.web().journey();
        String code = dev.latchkey.testing.RelyingParty.parameter(
                browser.get(next.url()).location(), "code");
        assertEquals(
                aisha,
                Jwt.of(scene.web().redeem(code, next).path("id_token"))
                        .claims()
                        .get("sub")
                        .asText());
    }

    /// The former session is neither ended nor lent to anybody (CVE-2023-6787).
    @Test
    void aFreshSignInThatWasGivenUpChangesNothing() {
        Browser browser = new Browser();
        String lin = subject(browser, scene.web().journey(), "lin");
        browser.follow(scene.web().journey().with("prompt", "login").url(), endpoint());
        Journey next = scene.web().journey();
        String code = dev.latchkey.testing.RelyingParty.parameter(
                browser.get(next.url()).location(), "code");
        assertEquals(
                lin,
                Jwt.of(scene.web().redeem(code, next).path("id_token"))
                        .claims()
                        .get("sub")
                        .asText());
    }

    private String subject(Browser browser, Journey journey, String person) {
        return Jwt.of(scene.web().signInAndRedeem(browser, journey, person).path("id_token"))
                .claims()
                .get("sub")
                .asText();
    }
}
