package dev.latchkey.logout;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogoutReceiver;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Front-Channel Logout: the person's browser tells the applications, and goes on by itself.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontChannelLogoutTest {
    private Scene scene;
    private LogoutReceiver receiver;
    private RelyingParty shop;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        receiver = new LogoutReceiver();
        shop = scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris",
                                List.of(receiver.origin() + "/callback"),
                                "postLogoutRedirectUris",
                                List.of(receiver.origin() + "/frontchannel"),
                                "frontchannelLogoutUri",
                                receiver.frontChannel()),
                        Map.of());
    }

    @AfterAll
    void close() {
        receiver.close();
        scene.close();
    }

    @Test
    void thePageLoadsTheAddressWithIssuerAndSessionAndGoesOn() {
        Browser browser = new Browser();
        Jwt idToken = Jwt.of(shop.signInAndRedeem(browser, "lin").path("id_token"));

        Browser.Answer page = browser.get(signOut("s t"));

        String frame = receiver.frontChannel() + "&iss="
                + URLEncoder.encode(endpoint() + "/oidc", StandardCharsets.UTF_8) + "&sid="
                + idToken.claims().get("sid").asText();
        assertEquals(200, page.status());
        assertTrue(page.body().contains("src=\"" + frame.replace("&", "&amp;") + "\""), page.body());
        assertEquals("2;url=" + receiver.origin() + "/frontchannel?state=s%20t", page.header("refresh"));
        assertTrue(
                page.header("content-security-policy").contains("; frame-src " + receiver.origin() + "/frontchannel; "),
                page.header("content-security-policy"));
        assertTrue(page.body().contains("href=\"" + receiver.origin() + "/frontchannel?state=s%20t\""));
    }

    @Test
    void withoutAnAddressToGoBackToThePageStays() {
        Browser browser = new Browser();
        shop.signInAndRedeem(browser, "lin");

        Browser.Answer page = browser.get(endpoint() + "/oidc/session/end?client_id=" + shop.id());

        assertTrue(page.body().contains("<iframe"), page.body());
        assertEquals("", page.header("refresh"));
    }

    @Test
    void everyApplicationOfTheSessionGetsAFrame() {
        Browser browser = new Browser();
        shop.signInAndRedeem(browser, "lin");
        RelyingParty second = scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris",
                                List.of("https://second.example/callback"),
                                "frontchannelLogoutUri",
                                "https://second.example/out"),
                        Map.of());
        Journey journey = second.journey();
        second.redeem(parameter(browser.get(journey.url()).location(), "code"), journey);

        Browser.Answer page = browser.get(signOut("s"));

        assertEquals(3, page.body().split("<iframe ").length, page.body());
        assertTrue(page.header("content-security-policy").contains("https://second.example/out"));
    }

    @Test
    void nobodyElseIsSentToAPage() {
        Browser browser = new Browser();
        scene.app().signInAndRedeem(browser, "lin");

        Browser.Answer out = browser.get(endpoint() + "/oidc/session/end?client_id="
                + scene.app().id() + "&post_logout_redirect_uri=com.example.app://callback/sign-out");

        assertEquals(303, out.status());
        assertEquals("com.example.app://callback/sign-out", out.header("location"));
    }

    @Test
    void whoeverIsSignedOutAlreadyIsSentBackAtOnce() {
        assertEquals(
                receiver.origin() + "/frontchannel?state=s",
                new Browser().get(signOut("s")).location());
    }

    @Test
    void aBrowserWithoutScriptLoadsTheFrameAndEndsAtTheApplication() {
        Browser own = new Browser();
        Jwt idToken = Jwt.of(shop.signInAndRedeem(own, "lin").path("id_token"));
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.browser()
                        .newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            own.cookies(endpoint())
                    .forEach((name, value) -> context.addCookies(
                            List.of(new com.microsoft.playwright.options.Cookie(name, value).setUrl(endpoint()))));
            Page page = context.newPage();
            page.navigate(signOut("back"));
            assertTrue(page.isVisible("text=You’re signed out"));
            page.waitForURL(receiver.origin() + "/frontchannel?state=back");
        }
        assertTrue(
                receiver.frame().endsWith("&sid=" + idToken.claims().get("sid").asText()));
        assertEquals("state=back", receiver.frame());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/out",
                "http://shop.example/out",
                "https://shop.example:8443/out",
                "https://shop.example/out#there",
                "javascript:alert(1)",
                "/out"
            })
    void anAddressThatIsNotWhereTheApplicationIsIsRefused(String address) {
        scene.admin()
                .request()
                .body(Map.of(
                        "name",
                        "Shop",
                        "type",
                        "Traditional",
                        "oidcClientMetadata",
                        Map.of(
                                "redirectUris",
                                List.of("https://shop.example/callback"),
                                "frontchannelLogoutUri",
                                address)))
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void discoverySaysSo() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("frontchannel_logout_supported", equalTo(true))
                .body("frontchannel_logout_session_supported", equalTo(true))
                .body("backchannel_logout_supported", equalTo(true))
                .body("backchannel_logout_session_supported", equalTo(true));
    }

    private String signOut(String state) {
        return endpoint() + "/oidc/session/end?client_id=" + shop.id() + "&post_logout_redirect_uri="
                + URLEncoder.encode(receiver.origin() + "/frontchannel", StandardCharsets.UTF_8) + "&state="
                + URLEncoder.encode(state, StandardCharsets.UTF_8);
    }
}
