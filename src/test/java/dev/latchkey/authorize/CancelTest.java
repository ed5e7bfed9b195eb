package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Breakage;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way back to the application for people who do not want to sign in after all (RFC 6749 §4.1.2.1).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTest {
    private static final Pattern LINK = Pattern.compile("href=\"(/oidc/auth/[^\"]+/cancel)\"");

    private Browser browser;
    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @BeforeEach
    void nobodyIsSignedIn() {
        browser = new Browser();
    }

    @AfterEach
    void forgetExceptions() {
        scene.alipay().reset();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "native"})
    void tellsTheApplicationThatThePersonWentBack(String kind) {
        RelyingParty application = kind.equals("web") ? scene.web() : scene.app();
        Journey journey = application.journey();
        String address = browser.get(cancel(page(journey))).location();
        assertTrue(address.startsWith(application.redirectUri() + "?error=access_denied&"), address);
        assertEquals(journey.state(), parameter(address, "state"));
        assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
    }

    @Test
    void answersInTheModeThatWasAskedFor() {
        Journey journey = scene.web().journey().with("response_mode", "form_post");
        Browser.Answer form = browser.get(cancel(page(journey)));
        assertEquals(200, form.status());
        assertEquals("access_denied", form.field("error"));
        assertEquals(journey.state(), form.field("state"));
    }

    @Test
    void whoGoesBackInTheBrowserCanStillSignIn() {
        Journey journey = scene.web().journey();
        Browser.Answer page = page(journey);
        browser.get(cancel(page));
        Browser.Answer toAlipay =
                browser.post(endpoint() + page.action("/sign-in/social/"), Map.of("csrf", page.field("csrf")));
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        String code = parameter(browser.follow(back.location(), endpoint()).location(), "code");
        scene.web().redeem(code, journey).then().statusCode(200);
    }

    @Test
    void aCancelledRepetitionLeavesTheSessionAsItWas() {
        Browser known = new Browser();
        scene.web().signInAndRedeem(known, "lin");
        Browser.Answer page =
                known.follow(scene.web().journey().with("prompt", "login").url(), endpoint());
        assertEquals("access_denied", parameter(known.get(cancel(page)).location(), "error"));

        String unasked =
                known.get(scene.web().journey().with("prompt", "none").url()).location();
        assertFalse(parameter(unasked, "code").isEmpty());
        String again = known.follow(
                        scene.web().journey().with("prompt", "login").url(), endpoint())
                .body();
        assertTrue(LINK.matcher(again).find());
    }

    @Test
    void theRegistrationPageAndAPageThatSaysWhatWentWrongLeadBackToo() {
        Journey journey = scene.web().journey();
        Browser.Answer page = page(journey);
        Matcher register = Pattern.compile("href=\"(/register\\?id=[^\"]+)\"").matcher(page.body());
        if (register.find()) {
            assertEquals(cancel(page), cancel(browser.get(endpoint() + register.group(1))));
        }
        scene.alipay().play(Rule.on(Call.TOKEN), Breakage.RESET);
        Browser.Answer toAlipay =
                browser.get(journey.with("direct_sign_in", "social:alipay").url());
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        Browser.Answer trouble = browser.follow(back.location(), endpoint());
        assertEquals(503, trouble.status());
        assertEquals("access_denied", parameter(browser.get(cancel(trouble)).location(), "error"));
    }

    @Test
    void nobodyElsesSignInCanBeCancelled() {
        Browser.Answer refused = new Browser().get(cancel(page(scene.web().journey())));
        assertEquals(400, refused.status());
        assertFalse(LINK.matcher(refused.body()).find());
        assertEquals(
                400,
                browser.get(endpoint() + "/oidc/auth/no-such-sign-in/cancel").status());
    }

    @Test
    void aSignInForThePersonsOwnAccountHasNoApplicationToGoBackTo() {
        Browser.Answer page = browser.follow(endpoint() + "/account", endpoint());
        assertEquals(200, page.status());
        assertFalse(LINK.matcher(page.body()).find());
    }

    private Browser.Answer page(Journey journey) {
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        assertEquals(200, page.status());
        return page;
    }

    private static String cancel(Browser.Answer page) {
        Matcher link = LINK.matcher(page.body());
        assertTrue(link.find(), page::body);
        return endpoint() + link.group(1);
    }
}
