package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Third-party applications have to be allowed by the person (OIDC Core §3.1.2.4, OWASP ASVS 10.7).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {
    private static final String CALLBACK = "https://partner.example/callback";
    private static final String API = "https://shelf.example.com";

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty partner;
    private Browser browser;
    private String userId;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        scene.admin()
                .request()
                .body(Map.of("name", "Shelf API", "indicator", API))
                .post("/api/resources");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void somebodyIsSignedInAndAPartnerIsNew() {
        partner = thirdParty(Map.of());
        browser = new Browser();
        userId = subject(scene.web().signInAndRedeem(browser, "lin"));
    }

    // --- What is asked -------------------------------------------------------------------------------

    @Test
    void tellsWhoAsksForWhatAndWhoIsSignedIn() {
        Browser.Answer page = ask(
                journey().with("scope", "openid offline_access profile email").with("resource", API));

        assertEquals(200, page.status());
        for (String text : List.of(
                "Partner wants access to your account",
                "Recognise you when you sign in",
                "See your name, picture",
                "See your e-mail address",
                "while you are away, for up to 365 days",
                "Use Shelf API on your behalf",
                "Then you go on to partner.example.",
                "https://partner.example/logo.png",
                "https://partner.example/terms",
                "https://partner.example/privacy",
                name())) {
            assertTrue(page.body().contains(text), () -> text + " is not in " + page.body());
        }
        assertFalse(page.body().contains("See your phone"), page.body());
    }

    @Test
    void speaksChineseToo() {
        assertTrue(ask(journey().with("ui_locales", "zh-CN")).body().contains("Partner 申请访问您的账号"));
    }

    @Test
    void comesAfterTheSignIn() {
        Browser fresh = new Browser();
        Browser.Answer toAlipay =
                fresh.get(journey().with("direct_sign_in", "social:alipay").url());
        Browser.Answer back = fresh.get(toAlipay.location() + "&person=wei");

        Browser.Answer page = fresh.follow(back.location(), endpoint());

        assertTrue(page.uri().getPath().equals("/consent"), page.uri()::toString);
        assertCode(answer(fresh, page, "allow"));
    }

    @Test
    void isNeverAskedForAnApplicationOfTheOperator() {
        Journey own = scene.web().journey().with("prompt", "consent");
        assertTrue(browser.get(own.url()).location().contains("?code="));
    }

    /// RFC 8252 §8.6: another app on the device may have the scheme or the port, and would get a code unseen.
    @ParameterizedTest
    @ValueSource(strings = {"com.partner.app://callback", "http://127.0.0.1/callback", "http://localhost/callback"})
    void isAskedForEachTimeWhereAnotherAppMayGetTheAnswer(String uri) {
        partner = publicThirdParty("Native", uri);
        assertEquals(
                43, parameter(answer(browser, ask(journey()), "allow"), "code").length());

        Browser.Answer again = ask(journey());
        assertEquals("/consent", again.uri().getPath(), again::body);
        String silent = browser.get(journey().with("prompt", "none").url()).location();
        assertEquals("consent_required", parameter(silent, "error"));
        assertEquals(43, parameter(answer(browser, again, "allow"), "code").length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Native", "SPA"})
    void isRememberedWhereTheAddressIsTheApplicationsOwn(String type) {
        partner = publicThirdParty(type, CALLBACK);
        assertCode(answer(browser, ask(journey()), "allow"));
        assertCode(browser.get(journey().with("prompt", "none").url()).location());
    }

    private RelyingParty publicThirdParty(String type, String uri) {
        return scene.admin()
                .application(Map.of(
                        "name",
                        "Partner",
                        "type",
                        type,
                        "isThirdParty",
                        true,
                        "oidcClientMetadata",
                        Map.of("redirectUris", List.of(uri))));
    }

    /// RFC 9126: what was pushed may be looked at again until it led to a code.
    @Test
    void aPushedRequestWaitsForTheAnswer() {
        Journey journey = journey();
        String reference = partner.authenticated()
                .formParams(journey.without("client_id").parameters())
                .post("/oidc/request")
                .path("request_uri");
        String url = endpoint() + "/oidc/auth?client_id=" + partner.id() + "&request_uri=" + reference;
        Browser.Answer page = browser.follow(url, endpoint());
        assertEquals("/consent", page.uri().getPath(), page::body);
        assertEquals("/consent", browser.follow(url, endpoint()).uri().getPath());

        String address = answer(browser, page, "allow");

        partner.redeem(parameter(address, "code"), journey).then().statusCode(200);
        assertEquals(400, browser.get(url).status());
    }

    // --- Yes -------------------------------------------------------------------------------------------

    @Test
    void allowingLeadsBackWithACodeAndIsRemembered() {
        Journey journey = journey();
        String address = answer(browser, ask(journey), "allow");

        assertEquals(journey.state(), parameter(address, "state"));
        partner.redeem(parameter(address, "code"), journey).then().statusCode(200);
        assertCode(browser.get(journey().url()).location());
        assertCode(browser.get(journey().with("prompt", "none").url()).location());
        assertCode(browser.get(journey().with("scope", "openid").url()).location());
    }

    @Test
    void onlySomethingNewIsAskedFor() {
        answer(browser, ask(journey()), "allow");

        assertTrue(isAsked(journey().with("scope", "openid profile email")));
        assertTrue(isAsked(journey().with("resource", API)));
        answer(browser, ask(journey().with("scope", "openid email").with("resource", API)), "allow");

        assertCode(browser.get(journey()
                        .with("scope", "email profile offline_access")
                        .with("resource", API)
                        .url())
                .location());
        consents()
                .body("", hasSize(1))
                .body("[0].applicationName", equalTo("Partner"))
                .body("[0].scopes", contains("email", "offline_access", "openid", "profile"))
                .body("[0].resources", contains(API));
    }

    @Test
    void whatOnePersonAllowsIsNotAllowedByAnother() {
        answer(browser, ask(journey()), "allow");
        browser = new Browser();
        scene.web().signInAndRedeem(browser, "aisha");

        assertTrue(isAsked(journey()));
    }

    @Test
    void promptConsentAsksEachTimeAndOneAnswerIsEnough() {
        for (int i = 0; i < 2; i++) {
            Browser.Answer page = ask(journey().with("prompt", "consent"));
            assertCode(answer(browser, page, "allow"));
        }
    }

    @Test
    void promptLoginAndConsentAsksForBoth() {
        Browser.Answer page =
                browser.follow(journey().with("prompt", "login consent").url(), endpoint());
        assertEquals("/sign-in", page.uri().getPath());
    }

    @Test
    void aDoubleClickAllowsOnce() {
        Browser.Answer page = ask(journey());
        Map<String, String> form = form(page, "allow");

        List<Integer> statuses = Parallel.run(
                8,
                () -> browser.post(endpoint() + page.action("/consent"), form).status());

        assertEquals(java.util.Collections.nCopies(8, 303), statuses);
        consents().body("", hasSize(1));
    }

    @Test
    void withoutConsentToItThereIsNoRefreshToken() {
        partner = thirdParty(Map.of("alwaysIssueRefreshToken", true));
        Journey journey = journey().with("scope", "openid profile");
        String address = answer(browser, ask(journey), "allow");

        Response tokens = partner.redeem(parameter(address, "code"), journey);

        tokens.then().statusCode(200);
        assertNull(tokens.path("refresh_token"));
    }

    // --- No --------------------------------------------------------------------------------------------

    @Test
    void decliningIsToldToTheApplication() {
        Journey journey = journey();
        Browser.Answer page = ask(journey);
        String address = answer(browser, page, "deny");

        assertTrue(address.startsWith(CALLBACK + "?error=access_denied&"), address);
        assertEquals(journey.state(), parameter(address, "state"));
        assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
        assertEquals(address, answer(browser, page, "allow"), "a no stays one");
        consents().body("", empty());
        assertTrue(isAsked(journey()), "the next request may ask again");
    }

    @Test
    void decliningIsToldInTheModeThatWasAskedFor() {
        String fragment = answer(browser, ask(journey().with("response_mode", "fragment")), "deny");
        assertTrue(fragment.startsWith(CALLBACK + "#error=access_denied&"), fragment);

        Journey posted = journey().with("response_mode", "form_post");
        Browser.Answer page = ask(posted);
        Browser.Answer back = browser.get(browser.post(endpoint() + page.action("/consent"), form(page, "deny"))
                .location());
        assertEquals("access_denied", back.field("error"));
        assertEquals(posted.state(), back.field("state"));
    }

    @Test
    void decliningTakesNothingBack() {
        answer(browser, ask(journey()), "allow");
        answer(browser, ask(journey().with("scope", "openid phone")), "deny");

        assertCode(browser.get(journey().url()).location());
    }

    @Test
    void aSilentRequestIsRefusedWhereThePersonWouldHaveToBeAsked() {
        Journey silent = journey().with("prompt", "none");
        String address = browser.get(silent.url()).location();

        assertEquals("consent_required", parameter(address, "error"));
        assertEquals(silent.state(), parameter(address, "state"));
    }

    // --- Somebody else ---------------------------------------------------------------------------------

    @Test
    void anotherAccountCanBeChosen() {
        Browser.Answer page = ask(journey().with("login_hint", "lin"));
        Browser.Answer chosen = browser.post(endpoint() + page.action("/consent"), form(page, "other"));
        assertTrue(chosen.location().startsWith(endpoint() + "/sign-in?id="), chosen::location);
    }

    @Test
    void whoHasSignedInMeanwhileIsAskedThemselves() {
        Browser.Answer page = ask(journey());
        scene.web().signInAndRedeem(browser, journeyWithLogin(), "aisha");

        Browser.Answer answered = browser.post(endpoint() + page.action("/consent"), form(page, "allow"));

        assertTrue(answered.location().startsWith(endpoint() + "/consent?id="), answered::location);
        assertTrue(isAsked(journey()));
        consents().body("", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forged"})
    void aPageOfSomebodyElseCannotAnswer(String csrf) {
        Browser.Answer page = ask(journey());
        Browser.Answer refused = browser.post(
                endpoint() + page.action("/consent"),
                Map.of("csrf", csrf, "session", page.field("session"), "answer", "allow"));

        assertEquals(400, refused.status());
        assertTrue(isAsked(journey()));
    }

    @Test
    void aFormFromAnotherOriginOrBrowserCannotAnswer() {
        Browser.Answer page = ask(journey());
        given().cookies(browser.cookies(endpoint()))
                .header("Origin", "https://evil.example")
                .formParams(form(page, "allow"))
                .post(page.action("/consent"))
                .then()
                .statusCode(400);
        Browser stranger = new Browser();
        scene.web().signInAndRedeem(stranger, "lin");
        assertEquals(
                400,
                stranger.post(endpoint() + page.action("/consent"), form(page, "allow"))
                        .status());
        assertEquals(400, stranger.get(page.uri().toString()).status());
        assertTrue(isAsked(journey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?id=", "?id=unknown", "?id=%00"})
    void anUnknownPageSaysSo(String query) {
        assertEquals(400, browser.get(endpoint() + "/consent" + query).status());
    }

    @Test
    void aPageThatIsTooOldBeginsAgain() {
        Browser.Answer page = ask(journey());
        database.update(
                "update sign_ins set expires_at = now() - interval '1 minute' where id = ?",
                parameter(page.uri().toString(), "id"));

        Browser.Answer again = browser.post(endpoint() + page.action("/consent"), form(page, "allow"));

        assertTrue(again.location().startsWith(endpoint() + "/oidc/auth?"), again::location);
        consents().body("", empty());
    }

    // --- Taken back ------------------------------------------------------------------------------------

    @Test
    void revokingEndsTheTokensAndAsksAgain() {
        Response tokens = allowAndRedeem();
        scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?appType=thirdParty")
                .then()
                .body("grants.applicationId", hasItem(partner.id()));
        scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?appType=firstParty&applicationId=" + partner.id())
                .then()
                .body("grants", empty());

        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/consents/" + partner.id())
                .then()
                .statusCode(204);

        partner.refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
        partner.authenticated()
                .formParam("token", (String) tokens.path("access_token"))
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        assertTrue(isAsked(journey()));
        consents().body("", empty());
        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/consents/" + partner.id())
                .then()
                .statusCode(404);
    }

    @Test
    void endingOneAuthorizationOfAThirdPartyEndsThemAll() {
        String first = allowAndRedeem().path("refresh_token");
        Journey again = journey();
        String second = partner.redeem(
                        parameter(browser.follow(again.url(), endpoint()).location(), "code"), again)
                .path("refresh_token");
        endTheYoungestAuthorization();

        partner.refresh(first).then().statusCode(400).body("error", equalTo("invalid_grant"));
        partner.refresh(second).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void endingAnAuthorizationTakesTheConsentAlong() {
        allowAndRedeem();
        endTheYoungestAuthorization();

        assertTrue(isAsked(journey()));
    }

    @Test
    void nobodysConsentsAreNotFound() {
        scene.admin().request().get("/api/users/unknown/consents").then().statusCode(404);
        scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?appType=x")
                .then()
                .statusCode(400);
    }

    private void endTheYoungestAuthorization() {
        String grant = scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?applicationId=" + partner.id())
                .path("grants[0].id");
        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/grants/" + grant)
                .then()
                .statusCode(204);
    }

    private Response allowAndRedeem() {
        Journey journey = journey();
        return partner.redeem(parameter(answer(browser, ask(journey), "allow"), "code"), journey);
    }

    private RelyingParty thirdParty(Map<String, Object> custom) {
        return scene.admin()
                .thirdParty(
                        "Partner",
                        Map.of(
                                "redirectUris", List.of(CALLBACK),
                                "logoUri", "https://partner.example/logo.png",
                                "tosUri", "https://partner.example/terms",
                                "policyUri", "https://partner.example/privacy"),
                        custom);
    }

    /// Without `prompt`, so that consent alone decides whether the person is asked.
    private Journey journey() {
        return partner.journey().without("prompt");
    }

    private Journey journeyWithLogin() {
        return scene.web().journey().with("prompt", "login");
    }

    private Browser.Answer ask(Journey journey) {
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        assertEquals("/consent", page.uri().getPath(), page::body);
        return page;
    }

    private boolean isAsked(Journey journey) {
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        return page.uri().getPath().equals("/consent") && page.status() == 200;
    }

    /// @return where the browser leaves for afterwards
    private static String answer(Browser who, Browser.Answer page, String answer) {
        Browser.Answer answered = who.post(endpoint() + page.action("/consent"), form(page, answer));
        return who.follow(answered.location(), endpoint()).location();
    }

    private static Map<String, String> form(Browser.Answer page, String answer) {
        return Map.of("csrf", page.field("csrf"), "session", page.field("session"), "answer", answer);
    }

    private static void assertCode(String address) {
        assertTrue(address.startsWith(CALLBACK + "?code="), address);
    }

    private ValidatableResponse consents() {
        return scene.admin()
                .request()
                .get("/api/users/" + userId + "/consents")
                .then()
                .statusCode(200)
                .rootPath("consents.findAll { it.applicationId == '" + partner.id() + "' }");
    }

    private String name() {
        return scene.admin().request().get("/api/users/" + userId).path("name");
    }

    private static String subject(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
    }
}
