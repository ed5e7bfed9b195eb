package dev.latchkey.session;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.key.Algorithm;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Management;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC RP-Initiated Logout: who may end a session, who has to ask, and where it leads.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignOutTest {
    private static final String HOME = "http://localhost:3000/";

    @Inject
    TokenSigner signer;

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty other;
    private Browser browser;
    private String idToken;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        other = scene.admin().webApp();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser();
        idToken = scene.web().signInAndRedeem(browser, "lin").path("id_token");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    // --- At once, because the request proves that it may -------------------------------------------

    @Test
    void aGenuineHintEndsTheSessionAndLeadsBackWithState() {
        Browser.Answer out = browser.get(
                end(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", HOME, "state", "a b&c=-._~林")));

        assertEquals(303, out.status());
        assertTrue(out.location().startsWith(HOME + "?state="), out.location());
        assertEquals("a b&c=-._~林", parameter(out.location(), "state"));
        assertFalse(browserIsSignedIn());
    }

    @Test
    void aHintThatHasExpiredIsStillOne() {
        Map<String, Object> claims = claims();
        long aMonthAgo = Instant.now().minus(Duration.ofDays(30)).getEpochSecond();
        claims.put("iat", aMonthAgo - 3600);
        claims.put("exp", aMonthAgo);
        String expired = signer.sign(Algorithm.RS256, "JWT", claims);

        assertEquals(
                HOME,
                browser.get(end(Map.of("id_token_hint", expired, "post_logout_redirect_uri", HOME)))
                        .location());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void aPostIsTheSameAsAGet() {
        Browser.Answer asGet = browser.post(
                endpoint() + "/oidc/session/end",
                Map.of("id_token_hint", idToken, "post_logout_redirect_uri", HOME, "state", "s"));
        String address = browser.get(asGet.location()).location();

        assertEquals(HOME + "?state=s", address);
        assertFalse(browserIsSignedIn());
    }

    @Test
    void theApplicationThatSignedInNeedsNoHint() {
        assertEquals(
                HOME,
                browser.get(end(Map.of("client_id", scene.web().id(), "post_logout_redirect_uri", HOME)))
                        .location());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void withoutAnAddressItLeadsToAPageThatSaysSo() {
        Browser.Answer page = browser.get(end(Map.of("id_token_hint", idToken)));

        assertEquals(200, page.status());
        assertTrue(page.body().contains("You’re signed out"), page.body());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void signingOutTwiceIsNoMistake() {
        Map<String, String> parameters = Map.of("client_id", scene.web().id(), "post_logout_redirect_uri", HOME);
        browser.get(end(parameters));

        assertEquals(HOME, browser.get(end(parameters)).location());
        assertTrue(browser.get(end(Map.of())).body().contains("You’re signed out"));
    }

    @Test
    void theSessionOfAnotherBrowserGoesOn() {
        Browser elsewhere = new Browser();
        scene.web().signInAndRedeem(elsewhere, "lin");

        browser.get(end(Map.of("id_token_hint", idToken)));

        assertTrue(isSignedIn(elsewhere));
    }

    @Test
    void whatWasGrantedOfflineAccessOutlivesTheSessionAndNothingElseDoes() {
        Journey online = scene.web().journey().with("scope", "openid profile");
        Response shortLived =
                scene.web().redeem(parameter(browser.get(online.url()).location(), "code"), online);
        Journey offline = scene.web().journey();
        Response longLived =
                scene.web().redeem(parameter(browser.get(offline.url()).location(), "code"), offline);

        browser.get(end(Map.of("client_id", scene.web().id())));

        scene.web().refresh(longLived.path("refresh_token")).then().statusCode(200);
        assertEquals(401, userInfoStatus(shortLived.path("access_token")));
        assertEquals(200, userInfoStatus(longLived.path("access_token")));
    }

    // --- Otherwise the person is asked ---------------------------------------------------------------

    @Test
    void withoutAnyParameterThePersonIsAsked() {
        Browser.Answer question = browser.get(end(Map.of()));

        assertEquals(200, question.status());
        assertTrue(question.body().contains("Sign out?"), question.body());
        assertTrue(browserIsSignedIn());
    }

    @Test
    void anApplicationThatHasNothingToDoWithTheSessionHasToAsk() {
        Browser.Answer question = browser.get(end(Map.of("client_id", other.id(), "post_logout_redirect_uri", HOME)));

        assertEquals(200, question.status());
        assertTrue(question.body().contains("Sign out?"), question.body());
        assertTrue(browserIsSignedIn());
    }

    @Test
    void aHintOfAnotherSessionHasToAsk() {
        String foreign = scene.web().signInAndRedeem(new Browser(), "aisha").path("id_token");
        Browser fresh = new Browser();
        other.signInAndRedeem(fresh, "lin");

        Browser.Answer question = fresh.get(end(Map.of("id_token_hint", foreign)));

        assertTrue(question.body().contains("Sign out?"), question.body());
        assertTrue(isSignedIn(fresh));
    }

    /// Though the application has to do with this session too.
    @Test
    void aHintOfSomebodyElsesSessionHasToAsk() {
        String foreign = scene.web().signInAndRedeem(new Browser(), "aisha").path("id_token");

        Browser.Answer question = browser.get(end(Map.of("id_token_hint", foreign, "post_logout_redirect_uri", HOME)));

        assertTrue(question.body().contains("Sign out?"), question.body());
        assertTrue(browserIsSignedIn());
    }

    @Test
    void aHintOfTheSamePersonsFormerSessionDoesNotHaveToAsk() {
        scene.web().signInAndRedeem(browser, scene.web().journey().with("prompt", "login"), "lin");

        assertEquals(
                HOME,
                browser.get(end(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", HOME)))
                        .location());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void theQuestionNamesThePerson() {
        assertTrue(browser.get(end(Map.of())).body().contains("林小雨"));
    }

    @Test
    void onlyAStateIsAQuestionWithoutAWayBack() {
        Browser.Answer question = browser.get(end(Map.of("state", "s")));

        Browser.Answer answer = answer(question, "yes", question.field("csrf"));

        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("You’re signed out"), answer.body());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void hintsThatHelpPeopleAreAccepted() {
        Browser.Answer page = browser.get(
                end(Map.of("id_token_hint", idToken, "logout_hint", "lin@example.com", "ui_locales", "fr zh-CN en")));

        assertTrue(page.body().contains("已退出登录"), page.body());
        assertFalse(browserIsSignedIn());
    }

    /// An application without `offline_access`, whose short-lived authorization is purged.
    @Test
    void theApplicationNeedsNoHintEvenWhenItsTokensAreLongGone() {
        database.update(
                "delete from grants where application_id = ?", scene.web().id());

        assertEquals(
                HOME,
                browser.get(end(Map.of("client_id", scene.web().id(), "post_logout_redirect_uri", HOME)))
                        .location());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void yesEndsTheSessionAndLeadsBack() {
        Browser.Answer question =
                browser.get(end(Map.of("client_id", other.id(), "post_logout_redirect_uri", HOME, "state", "x y")));

        Browser.Answer out = answer(question, "yes", question.field("csrf"));

        assertEquals("x y", parameter(out.location(), "state"));
        assertTrue(out.location().startsWith(HOME), out.location());
        assertFalse(browserIsSignedIn());
    }

    @Test
    void noChangesNothingAndLeadsBackToo() {
        Browser.Answer question = browser.get(end(Map.of("client_id", other.id(), "post_logout_redirect_uri", HOME)));

        assertEquals(HOME, answer(question, "no", question.field("csrf")).location());
        assertTrue(browserIsSignedIn());
    }

    @Test
    void withoutAnAddressBothAnswersAreAPage() {
        Browser.Answer question = browser.get(end(Map.of()));

        assertTrue(browserIsSignedIn());
        assertEquals("", answer(question, "no", question.field("csrf")).header("location"));
        assertTrue(browserIsSignedIn());
        assertTrue(answer(question, "yes", question.field("csrf")).body().contains("You’re signed out"));
        assertFalse(browserIsSignedIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forged"})
    void aPageOfSomebodyElseCannotAnswer(String csrf) {
        Browser.Answer question = browser.get(end(Map.of()));

        answer(question, "yes", csrf);

        assertTrue(browserIsSignedIn());
    }

    @Test
    void aFormFromAnotherOriginCannotAnswer() {
        Browser.Answer question = browser.get(end(Map.of()));

        io.restassured.RestAssured.given()
                .cookies(browser.cookies(endpoint()))
                .header("Origin", "https://evil.example")
                .formParams(Map.of("csrf", question.field("csrf"), "answer", "yes"))
                .post(endpoint() + "/oidc/session/end/confirm");

        assertTrue(browserIsSignedIn());
    }

    @Test
    void theTokenOfAnotherSessionIsForgedToo() {
        Browser attacker = new Browser();
        scene.web().signInAndRedeem(attacker, "aisha");
        String csrf = attacker.get(end(Map.of())).field("csrf");

        answer(browser.get(end(Map.of())), "yes", csrf);

        assertTrue(browserIsSignedIn());
    }

    // --- What is refused, with the session untouched -------------------------------------------------

    @Test
    void aHintThatIsNotOursIsRefused() {
        String[] parts = idToken.split("\\.");
        String header = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String keyed =
                base64("{\"alg\":\"none\",\"kid\":" + Jwt.of(idToken).header().get("kid") + "}");
        String symmetric =
                base64("{\"alg\":\"HS256\",\"kid\":" + Jwt.of(idToken).header().get("kid") + "}");
        Map<String, Object> foreignIssuer = claims();
        foreignIssuer.put("iss", "https://evil.example/oidc");
        for (String hint : List.of(
                "rubbish",
                "a.b.c",
                "..",
                header + "." + parts[1] + ".",
                keyed + "." + parts[1] + ".",
                keyed + "." + parts[1] + "." + parts[2],
                symmetric + "." + parts[1] + "." + parts[2],
                parts[0] + "." + base64("{\"aud\":\"" + scene.web().id() + "\"}") + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20),
                "[1]." + parts[1] + "." + parts[2],
                signer.sign(Algorithm.RS256, "JWT", foreignIssuer),
                "x".repeat(16_000))) {
            assertRefused(Map.of("id_token_hint", hint));
            assertRefused(Map.of("id_token_hint", hint, "post_logout_redirect_uri", HOME));
        }
    }

    @Test
    void anAccessTokenIsNoHint() {
        assertRefused(Map.of("id_token_hint", Management.token("all")));
    }

    @Test
    void aHintForAnotherApplicationIsRefused() {
        assertRefused(Map.of("id_token_hint", idToken, "client_id", other.id()));
    }

    @Test
    void anUnknownApplicationIsRefused() {
        assertRefused(Map.of("client_id", "nobody"));
        assertRefused(Map.of("client_id", "nobody", "post_logout_redirect_uri", HOME));
    }

    @Test
    void anAddressWithoutAnApplicationIsRefused() {
        assertRefused(Map.of("post_logout_redirect_uri", HOME));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/",
        "http://localhost:3000/other",
        "http://localhost:3001/",
        "http://localhost:3000/?a=1",
        "http://localhost:3000.evil.example/",
        "http://localhost:3000@evil.example/",
        "//localhost:3000/",
        "javascript:alert(1)",
        "com.example.app://callback/sign-out",
    })
    void anAddressThatIsNotTheApplicationsIsRefused(String address) {
        assertRefused(Map.of("client_id", scene.web().id(), "post_logout_redirect_uri", address));
        assertRefused(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", address));
    }

    @Test
    void theAddressIsCheckedAgainWhenThePersonAnswers() {
        String csrf = browser.get(end(Map.of())).field("csrf");
        Browser.Answer answer = browser.post(
                endpoint() + "/oidc/session/end/confirm?client_id="
                        + scene.web().id() + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F",
                Map.of("csrf", csrf, "answer", "yes"));

        assertEquals(400, answer.status());
        assertEquals("", answer.header("location"));
        assertTrue(browserIsSignedIn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=%00",
                "client_id=a&client_id=b",
                "id_token_hint=%FF",
                "state=%00",
                "ui_locales=%FF",
                "a=1&a=2"
            })
    void anUnreadableRequestIsRefusedOnAPage(String query) {
        Wire.Answer got = Wire.get("/oidc/session/end?" + query);
        Wire.Answer posted = Wire.post("/oidc/session/end", query);
        Wire.Answer confirmed = Wire.post("/oidc/session/end/confirm", query);

        for (Wire.Answer answer : List.of(got, posted, confirmed)) {
            assertEquals(400, answer.status(), answer::toString);
            assertTrue(answer.body().contains("<html"), answer::toString);
        }
    }

    private void assertRefused(Map<String, String> parameters) {
        Browser.Answer page = browser.get(end(parameters));
        assertEquals(400, page.status(), () -> parameters + ": " + page.body());
        assertTrue(page.header("content-type").startsWith("text/html"), parameters::toString);
        assertEquals("", page.header("location"));
        assertTrue(page.body().contains("<code>invalid_request</code>"), page.body());
        assertTrue(browserIsSignedIn(), () -> "signed out by " + parameters);
    }

    private Browser.Answer answer(Browser.Answer question, String answer, String csrf) {
        return browser.post(
                endpoint() + question.action("/oidc/session/end/confirm"), Map.of("csrf", csrf, "answer", answer));
    }

    private boolean browserIsSignedIn() {
        return isSignedIn(browser);
    }

    private boolean isSignedIn(Browser someone) {
        return someone.get(scene.web().journey().with("prompt", "none").url())
                .location()
                .contains("?code=");
    }

    private static int userInfoStatus(String token) {
        return io.restassured.RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .statusCode();
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        Jwt.of(idToken).claims().properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
        return claims;
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String end(Map<String, String> parameters) {
        Stream<String> pairs = parameters.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8));
        return endpoint() + "/oidc/session/end?" + pairs.collect(Collectors.joining("&"));
    }
}
