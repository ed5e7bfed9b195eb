package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// OAuth 2.0 Multiple Response Types §2.1 and Form Post Response Mode: how an answer travels.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseModeTest {
    private final Browser browser = new Browser();
    private Scene scene;

    @BeforeAll
    void linIsSignedIn() {
        scene = Scene.set();
        scene.web().signInAndRedeem(browser, "lin");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aFragmentCarriesTheAnswerAndTheQueryNothing() {
        Journey journey = scene.web().journey().with("response_mode", "fragment");
        String address = browser.get(journey.url()).header("location");
        assertTrue(address.startsWith(scene.web().redirectUri() + "#code="));
        assertFalse(address.contains("?"));
        assertTrue(address.contains("&state=" + journey.state() + "&iss="));
    }

    @Test
    void aFormCarriesTheAnswerAndIsSentByAScriptOfOursAlone() {
        Journey journey = scene.web().journey().with("response_mode", "form_post");
        Browser.Answer page = browser.get(journey.url());
        assertEquals(200, page.status());
        assertTrue(page.body().contains("action=\"" + scene.web().redirectUri() + "\""));
        assertEquals(journey.state(), page.field("state"));
        assertEquals(endpoint() + "/oidc", page.field("iss"));
        assertTrue(page.header("content-security-policy").contains("script-src 'self';"));
        assertTrue(page.header("content-security-policy").contains("form-action 'self' https: http://localhost:3000"));
        scene.web().redeem(page.field("code"), journey).then().statusCode(200);

        Matcher script = Pattern.compile("<script src=\"([^\"]+)\"></script>").matcher(page.body());
        assertTrue(script.find());
        assertTrue(browser.get(endpoint() + script.group(1)).body().contains("submit()"));
    }

    @Test
    void aFormCarriesARefusalToo() {
        Journey journey = scene.web()
                .journey()
                .with("response_mode", "form_post")
                .with("prompt", "none")
                .with("max_age", "0")
                .with("nonce", "\"><script>alert(1)</script>")
                .with("state", "\"><script>alert(1)</script>");
        Browser.Answer page = new Browser().get(journey.url());
        assertEquals("login_required", page.field("error"));
        assertFalse(page.body().contains("<script>alert"));
    }

    @Test
    void anUnknownModeIsRefusedInTheUsualOne() {
        Journey journey = scene.web().journey().with("response_mode", "web_message");
        assertEquals(
                "invalid_request",
                RelyingParty.parameter(browser.get(journey.url()).location(), "error"));
    }
}
