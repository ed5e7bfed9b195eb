package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §4.1.1 and OIDC Core §3.1.2: what the authorization endpoint refuses, and where it says so.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizeTest {
    private static final String CALLBACK = "http://localhost:3000/callback";

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    // --- Before the return address is known to be the application's own: never by redirect -----------

    @Test
    void anApplicationThatIsNotNamedIsRefusedOnThePage() {
        assertRefusedHere(scene.web().journey().without("client_id").url(), "invalid_request");
        assertRefusedHere(scene.web().journey().with("client_id", "").url(), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "no such id at all, and a long one", "林", "' or 1=1 --", "%", "<script>"})
    void anUnknownApplicationIsRefusedOnThePage(String id) {
        assertRefusedHere(scene.web().journey().with("client_id", id).url(), "invalid_client");
    }

    @Test
    void aMissingReturnAddressIsRefusedOnThePageEvenIfOnlyOneIsRegistered() {
        assertRefusedHere(scene.web().journey().without("redirect_uri").url(), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/callback/",
                "http://localhost:3000/Callback",
                "http://localhost:3000/callback?a=1",
                "http://localhost:3000/callback#a",
                "http://localhost:3000/callback ",
                "http://localhost:3000/x/../callback",
                "http://localhost:3001/callback",
                "http://localhost/callback",
                "http://LOCALHOST:3000/callback",
                "http://localhost.:3000/callback",
                "http://localhost.evil.example:3000/callback",
                "http://localhost:3000@evil.example/callback",
                "http://user@localhost:3000/callback",
                "http://127.0.0.1:3000/callback",
                "https://localhost:3000/callback",
                "//localhost:3000/callback",
                "javascript:alert(1)",
                "http://[",
                "\\",
            })
    void aLookAlikeOfTheReturnAddressIsRefusedOnThePage(String uri) {
        assertRefusedHere(scene.web().journey().with("redirect_uri", uri).url(), "invalid_request");
    }

    @Test
    void whatTheApplicationSentIsShownAsText() {
        String html = browserAt(scene.web()
                        .journey()
                        .with("redirect_uri", "https://evil.example/<script>alert(1)</script>")
                        .url())
                .body();
        assertTrue(html.contains("&lt;script&gt;alert(1)"), html);
        assertFalse(html.contains("<script"), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=other",
                "redirect_uri=http%3A%2F%2Fevil.example",
                "redirect_uri=" + "http%3A%2F%2Flocalhost%3A3000%2Fcallback"
            })
    void anAmbiguousReturnAddressIsRefusedOnThePage(String repeated) {
        assertRefusedHere(scene.web().journey().url() + "&" + repeated, "invalid_request");
    }

    @Test
    void aNativeApplicationOnThisMachineMayListenOnAnyPort() {
        RelyingParty desktop = scene.admin()
                .application("Native", Map.of("redirectUris", List.of("http://127.0.0.1/callback")), Map.of());
        Journey journey = desktop.journey().with("prompt", "none");
        String address = new Browser()
                .get(journey.with("redirect_uri", "http://127.0.0.1:51004/callback")
                        .url())
                .location();
        assertTrue(address.startsWith("http://127.0.0.1:51004/callback?error=login_required&"), address);
        assertRefusedHere(
                journey.with("redirect_uri", "http://localhost:51004/callback").url(), "invalid_request");
    }

    // --- Afterwards: by redirect, with state and issuer ----------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type         | token           | unsupported_response_type",
                "response_type         | code id_token   | unsupported_response_type",
                "response_type         | none            | unsupported_response_type",
                "response_type         | Code            | unsupported_response_type",
                "response_mode         | web_message     | invalid_request",
                "request               | eyJhbGciOiJub25lIn0.e30. | request_not_supported",
                "request_uri           | https://app.example.com/r | request_uri_not_supported",
                "registration          | {}              | registration_not_supported",
                "prompt                | none login      | invalid_request",
                "prompt                | none consent    | invalid_request",
                "prompt                | select_account none | invalid_request",
                "prompt                | login,consent   | invalid_request",
                "prompt                | create          | invalid_request",
                "prompt                | NONE            | invalid_request",
                "prompt                | none            | login_required",
                "max_age               | soon            | invalid_request",
                "max_age               | -1              | invalid_request",
                "max_age               | 1.5             | invalid_request",
                "max_age               | 99999999999999999999 | invalid_request",
                "max_age               | ٣               | invalid_request",
                "scope                 | openid\"        | invalid_scope",
                "scope                 | openid\\        | invalid_scope",
                "scope                 | openid 林       | invalid_scope",
                "code_challenge_method | plain           | invalid_request",
                "code_challenge_method | s256            | invalid_request",
                "code_challenge_method | none            | invalid_request",
                "code_challenge        | too-short       | invalid_request",
                "code_challenge        | E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM= | invalid_request",
                "resource              | https://unknown.example.com | invalid_target",
            })
    void aRequestThatCannotBeServedIsRefusedByRedirect(String name, String value, String error) {
        for (RelyingParty party : List.of(scene.web(), scene.app())) {
            Journey journey = party.journey().with(name, value);
            assertRefusedByRedirect(party, journey, journey.url(), error);
        }
    }

    @Test
    void aRequestWithoutResponseTypeIsRefusedByRedirect() {
        Journey journey = scene.web().journey().without("response_type");
        assertRefusedByRedirect(scene.web(), journey, journey.url(), "invalid_request");
    }

    @Test
    void aChallengeWithoutMethodIsPlainAndRefused() {
        Journey journey = scene.web().journey().without("code_challenge_method");
        assertRefusedByRedirect(scene.web(), journey, journey.url(), "invalid_request");
    }

    @Test
    void onlyAnApplicationWithASecretMayDoWithoutPkce() {
        Journey web = scene.web().journey().without("code_challenge").without("code_challenge_method");
        assertTrue(new Browser().get(web.url()).location().startsWith(endpoint() + "/sign-in"));
        Journey app = scene.app().journey().without("code_challenge").without("code_challenge_method");
        assertRefusedByRedirect(scene.app(), app, app.url(), "invalid_request");
        Journey spa = app.without("client_id").without("redirect_uri");
        RelyingParty page =
                scene.admin().application("SPA", Map.of("redirectUris", List.of("https://app.example.com/")), Map.of());
        Journey same = spa.with("client_id", page.id()).with("redirect_uri", page.redirectUri());
        assertRefusedByRedirect(page, same, same.url(), "invalid_request");
    }

    @Test
    void theOperatorMayLetASinglePageApplicationGoWithoutPkce() {
        RelyingParty page = scene.admin()
                .application(
                        "SPA",
                        Map.of("redirectUris", List.of("https://app.example.com/")),
                        Map.of("requirePkce", false));
        Journey bare = page.journey().without("code_challenge").without("code_challenge_method");
        assertTrue(new Browser().get(bare.url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void anApplicationWithASecretMayDemandPkceOfItself() {
        RelyingParty careful = scene.admin()
                .application("Traditional", Map.of("redirectUris", List.of(CALLBACK)), Map.of("requirePkce", true));
        Journey bare = careful.journey().without("code_challenge").without("code_challenge_method");
        assertRefusedByRedirect(careful, bare, bare.url(), "invalid_request");
        careful.signInAndRedeem(new Browser(), "lin").then().statusCode(200);
    }

    @Test
    void aNonceThatIsTooLongIsRefusedByRedirect() {
        Journey journey = scene.web().journey().with("nonce", "n".repeat(1025));
        assertRefusedByRedirect(scene.web(), journey, journey.url(), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=openid", "response_type=code", "prompt=login", "x=1&x=1", "x=%00", "x=%FF"})
    void aRepeatedOrUnreadableParameterIsRefusedByRedirect(String addition) {
        Journey journey = scene.web().journey();
        assertRefusedByRedirect(scene.web(), journey, journey.url() + "&" + addition, "invalid_request");
    }

    @Test
    void anUnreadableRequestIsStillRefusedByRedirect() {
        Journey journey = scene.web().journey().without("state");
        String form = journey.url().substring(journey.url().indexOf('?') + 1);
        for (String addition : List.of("&x=%zz", "&x=%", "&%=x", "&x=" + "y".repeat(17_000), "&x=1".repeat(101))) {
            Wire.Answer answer = Wire.post("/oidc/auth", form + addition);
            String address = answer.header("Location").orElseThrow(() -> new AssertionError(answer));
            assertTrue(address.startsWith(CALLBACK + "?error=invalid_request&"), address);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=other", "state=%00"})
    void anAmbiguousStateIsNotHandedBack(String state) {
        assertRefusedHere(scene.web().journey().url() + "&" + state, "invalid_request");
    }

    @Test
    void aRefusalWithoutStateHasNone() {
        String address = new Browser()
                .get(scene.web()
                        .journey()
                        .without("state")
                        .with("prompt", "none")
                        .url())
                .location();
        assertTrue(address.startsWith(CALLBACK + "?error=login_required&"), address);
        assertFalse(address.contains("state="), address);
    }

    @Test
    void anAnswerJoinsTheQueryOfItsAddress() {
        RelyingParty tenant = scene.admin()
                .application("Traditional", Map.of("redirectUris", List.of(CALLBACK + "?tenant=1")), Map.of());
        String address =
                new Browser().get(tenant.journey().with("prompt", "none").url()).location();
        assertTrue(address.startsWith(CALLBACK + "?tenant=1&error=login_required&"), address);
    }

    @Test
    void aServiceThatSignsNobodyInIsRefused() {
        RelyingParty machine = scene.admin().application("MachineToMachine", Map.of(), Map.of());
        Journey journey = scene.web().journey().with("client_id", machine.id());
        assertRefusedHere(journey.url(), "invalid_request");
    }

    // --- What is served ------------------------------------------------------------------------------

    @Test
    void aFormPostedIsTheSameAsAQuery() {
        Browser browser = new Browser();
        String url = endpoint() + "/oidc/auth";
        String page = browser.get(
                        browser.post(url, scene.web().journey().parameters()).location())
                .location();
        assertTrue(page.startsWith(endpoint() + "/sign-in?id="), page);

        scene.web().signInAndRedeem(browser, "lin");
        Journey journey = scene.web().journey();
        String address =
                browser.get(browser.post(url, journey.parameters()).location()).location();
        scene.web().redeem(parameter(address, "code"), journey).then().statusCode(200);
    }

    @Test
    void stateComesBackAsItWas() {
        String state = "-._~".repeat(32);
        Journey journey = scene.web().journey().with("state", state);
        String address = RelyingParty.signIn(new Browser(), journey, "lin");
        assertEquals(state, parameter(address, "state"));
        assertEquals(128, state.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"to\":\"/a?b=c&d\"}", "a b+c%20", "林🌧", "\"><script>", "x=1&code=stolen", "a\nb"})
    void stateComesBackWhateverItHolds(String state) {
        Journey journey = scene.web().journey().with("state", state).with("prompt", "none");
        String address = new Browser().get(journey.url()).location();
        assertEquals(state, parameter(address, "state"));
        assertEquals("login_required", parameter(address, "error"));
    }

    /// RFC 6749 appendix A.5: any printable ASCII character.
    @Test
    void aStateOfEveryLegalCharacterAndTwoThousandOfThemComesBackFromASignIn() {
        String alphabet =
                IntStream.rangeClosed(0x20, 0x7E).mapToObj(Character::toString).collect(Collectors.joining());
        String state = alphabet.repeat(22).substring(0, 2048);
        String address =
                RelyingParty.signIn(new Browser(), scene.web().journey().with("state", state), "lin");
        assertEquals(state, parameter(address, "state"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "display        | touch",
                "display        | hologram",
                "ui_locales     | fr-CA fr en",
                "claims_locales | de zh-CN",
                "acr_values     | 1",
                "acr_values     | urn:mace:incommon:iap:silver 2",
                "login_hint     | lin@example.com",
                "extra          | foobar",
                "client_secret  | x",
            })
    void aWishThatCannotBeFulfilledIsNoReasonToRefuse(String name, String value) {
        Browser browser = new Browser();
        Journey journey = scene.web().journey().with(name, value);
        String address = RelyingParty.signIn(browser, journey, "lin");
        JsonNode claims = Jwt.of(
                        scene.web().redeem(parameter(address, "code"), journey).path("id_token"))
                .claims();
        assertEquals("1", claims.get("acr").asText());
        assertTrue(browser.get(journey.url()).location().startsWith(CALLBACK + "?code="));
    }

    @Test
    void severalApisMayShareOneParameter() {
        for (String name : List.of("oven", "cellar")) {
            scene.admin()
                    .request()
                    .body(Map.of("name", name, "indicator", "https://" + name + ".example.com"))
                    .post("/api/resources");
        }
        Journey journey = scene.web().journey().with("resource", "https://oven.example.com,https://cellar.example.com");
        String refreshToken =
                scene.web().signInAndRedeem(new Browser(), journey, "lin").path("refresh_token");
        for (String name : List.of("oven", "cellar")) {
            String audience = "https://" + name + ".example.com";
            Response tokens = scene.web()
                    .token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "resource", audience));
            assertEquals(
                    audience,
                    Jwt.of(tokens.path("access_token")).claims().get("aud").asText());
        }
    }

    @Test
    void promptNoneAnswersAtOnceInALiveSession() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Journey silent = scene.web().journey().with("prompt", "none");
        String address = browser.get(silent.url()).location();
        scene.web().redeem(parameter(address, "code"), silent).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "select_account",
                "login consent",
                "consent login",
                "select_account consent",
                "login login"
            })
    void promptLoginAsksAgainAndThenIsContent(String prompt) {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Journey again = scene.web().journey().with("prompt", prompt);
        assertTrue(browser.get(again.url()).location().startsWith(endpoint() + "/sign-in"));
        assertTrue(RelyingParty.signIn(browser, again, "lin").startsWith(CALLBACK + "?code="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void maxAgeAsksAgainWhenTheSignInIsOlderAndRenewsAuthTime(String maxAge) {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        age("1 hour");
        Journey silent = scene.web().journey();
        long before =
                authTime(scene.web().redeem(parameter(browser.get(silent.url()).location(), "code"), silent));

        Journey strict = scene.web().journey().with("max_age", maxAge);
        assertTrue(browser.get(strict.url()).location().startsWith(endpoint() + "/sign-in"));
        long after =
                authTime(scene.web().redeem(parameter(RelyingParty.signIn(browser, strict, "lin"), "code"), strict));

        assertTrue(after - before >= 3600, () -> before + " became " + after);
    }

    @Test
    void maxAgeIsContentWithAYoungerSignIn() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        age("1 minute");
        assertTrue(browser.get(scene.web().journey().with("max_age", "3600").url())
                .location()
                .startsWith(CALLBACK + "?code="));
        assertEquals(
                "login_required",
                parameter(
                        browser.get(scene.web()
                                        .journey()
                                        .with("max_age", "30")
                                        .with("prompt", "none")
                                        .url())
                                .location(),
                        "error"));
    }

    @ParameterizedTest
    @CsvSource({"0,login_required", "1,login_required", "10000,"})
    void maxAgeDecidesAloneWhetherASilentRequestIsAnswered(String maxAge, String error) {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        age("1 minute");
        Journey silent = scene.web().journey().with("max_age", maxAge).with("prompt", "none");
        String address = browser.get(silent.url()).location();
        if (error == null) {
            long signedInAt = authTime(scene.web().redeem(parameter(address, "code"), silent));
            assertTrue(Instant.now().getEpochSecond() - signedInAt >= 60);
        } else {
            assertEquals(error, parameter(address, "error"));
        }
    }

    @Test
    void aLongRequestIsServed() {
        Journey journey = scene.web().journey().with("state", "s".repeat(16_000));
        assertTrue(new Browser().get(journey.url()).location().startsWith(endpoint() + "/sign-in"));
    }

    // --- What is no request at all -------------------------------------------------------------------

    @Test
    void rubbishIsRefusedOnThePageAndNeverAFault() {
        String id = scene.web().id();
        for (String rubbish : List.of(
                "",
                "client_id=%00",
                "client_id=" + id + "&redirect_uri=%00",
                "client_id=" + id + "&redirect_uri=%C3%28",
                "client_id=%FF%FE",
                "client_id=\u00ff",
                "%00=%00",
                "=&=&&&",
                "a&b&c",
                "client_id=" + "x".repeat(3000),
                "client_id=" + id + "&redirect_uri=http%3A%2F%2F%00",
                "client_id=" + id + "&state=" + "s".repeat(60_000),
                "x=1&".repeat(900))) {
            assertIsRefused(rubbish, Wire.get("/oidc/auth?" + rubbish));
            Wire.Answer posted = Wire.post("/oidc/auth", rubbish);
            assertIsRefused(
                    rubbish,
                    posted.status() == 303 ? Wire.get(posted.header("Location").orElseThrow()) : posted);
        }
    }

    /// Over a query the HTTP server itself stumbles before anybody could show a page.
    @ParameterizedTest
    @ValueSource(strings = {"client_id=%", "client_id=%zz", "%=x"})
    void aMalformedEncodingIsRefused(String rubbish) {
        assertEquals(400, Wire.get("/oidc/auth?" + rubbish).status());
        assertIsRefused(rubbish, Wire.post("/oidc/auth", rubbish));
    }

    private static void assertIsRefused(String sent, Wire.Answer answer) {
        String shown = sent.substring(0, Math.min(100, sent.length()));
        assertEquals(400, answer.status(), shown);
        assertEquals(Optional.empty(), answer.header("Location"), shown);
        assertEquals(Optional.of("text/html;charset=UTF-8"), answer.header("Content-Type"), shown);
    }

    @Test
    void anotherMethodOrBodyIsRefusedAndNeverAFault() {
        given().put("/oidc/auth").then().statusCode(405);
        for (String type : List.of("application/json", "text/plain", "application/xml")) {
            given().contentType(type).body("{}").post("/oidc/auth").then().statusCode(lessThan(500));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "%00", "..%2F..", "%FF", "%", "012345678901234567890", "'"})
    void aForeignSignInCannotBeTakenUp(String id) {
        for (String target : List.of("/oidc/auth/" + id, "/sign-in?id=" + id, "/register?id=" + id)) {
            Wire.Answer answer = Wire.get(target);
            assertTrue(answer.status() / 100 == 4, target + " answers " + answer.status());
        }
    }

    /// People read a page, programs JSON; nobody is sent anywhere.
    private static void assertRefusedHere(String url, String error) {
        Browser.Answer page = browserAt(url);
        assertEquals(400, page.status(), url);
        assertEquals("text/html;charset=UTF-8", page.header("content-type"));
        assertEquals("", page.header("location"));
        assertTrue(page.body().contains("<code>" + error + "</code>"), page.body());
        given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .accept("application/json")
                .get(url)
                .then()
                .statusCode(400)
                .contentType("application/json")
                .header("Location", nullValue())
                .header("Cache-Control", containsString("no-store"))
                .body("error", equalTo(error))
                .body("code", equalTo("oidc." + error));
    }

    private static void assertRefusedByRedirect(RelyingParty party, Journey journey, String url, String error) {
        Browser.Answer answer = browserAt(url);
        String address = answer.location();
        assertEquals(303, answer.status());
        assertTrue(address.startsWith(party.redirectUri() + "?error="), address);
        assertEquals(error, parameter(address, "error"));
        assertFalse(parameter(address, "error_description").isBlank());
        assertEquals(journey.parameters().get("state"), parameter(address, "state"));
        assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
        assertFalse(address.contains("code="), address);
        assertEquals("no-store", answer.header("cache-control"));
    }

    private static Browser.Answer browserAt(String url) {
        return new Browser().get(url);
    }

    private static long authTime(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims().get("auth_time").asLong();
    }

    /// Makes every sign-in look older than it is.
    private void age(String interval) {
        database.update("update sessions set auth_time = auth_time - interval '" + interval + "'");
    }
}
