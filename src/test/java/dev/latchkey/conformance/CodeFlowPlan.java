package dev.latchkey.conformance;

import static dev.latchkey.conformance.Suite.assertGoodAnswer;
import static dev.latchkey.conformance.Suite.with;
import static dev.latchkey.conformance.Suite.without;
import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Scene;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The modules of the plans for the code flow. How clients come about, how they authenticate and how answers
/// travel is what the plans and their variants differ in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CodeFlowPlan {
    private static final Set<String> PROFILE = Set.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at");
    private static final Set<String> EMAIL = Set.of("email", "email_verified");
    private static final Set<String> PHONE = Set.of("phone_number", "phone_number_verified");
    private static final Set<String> ADDRESS = Set.of("address");

    @Inject
    Database database;

    Scene scene;
    Client client;
    private Client second;
    private Browser browser;

    /// A client that may have codes at [Suite#CALLBACK].
    abstract Client register(Scene scene);

    /// Added to every authorization request.
    Map<String, String> responseMode() {
        return Map.of();
    }

    @BeforeAll
    void prepare() {
        scene = Scene.set();
        Suite.prepare(scene.admin());
        client = register(scene);
        second = register(scene);
    }

    @BeforeEach
    void aFreshBrowser() {
        browser = new Browser();
    }

    @AfterAll
    void close() {
        scene.admin().socialOnly();
        scene.close();
    }

    // --- oidcc-server and the tokens -----------------------------------------------------------------

    @Test
    void server() {
        Map<String, String> request = request();
        Response tokens = tokens(request);
        tokens.then()
                .header("Cache-Control", containsString("no-store"))
                .contentType("application/json")
                .body("token_type", equalTo("Bearer"));
        assertTrue(tokens.jsonPath().get("expires_in") instanceof Integer);
        assertGoodIdToken(tokens, request);
    }

    @Test
    void idTokenSignature() {
        Jwt idToken = idToken(tokens(request()));
        assertEquals("RS256", idToken.header().get("alg").asText());
        assertTrue(idToken.isSignedByPublishedKey());
    }

    @Test
    void codesAreLongAndRandom() {
        Set<String> codes = new HashSet<>();
        Set<Character> alphabet = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            String code = code(request());
            assertTrue(code.length() >= 22 && codes.add(code), code);
            code.chars().forEach(c -> alphabet.add((char) c));
        }
        assertTrue(alphabet.size() > 40, alphabet::toString);
    }

    @Test
    void ensureRequestWithoutNonceSucceedsForCodeFlow() {
        Map<String, String> request = without(request(), "nonce");
        Jwt idToken = idToken(tokens(request));
        assertFalse(idToken.claims().has("nonce"));
    }

    @Test
    void nonceOfManyCharactersComesBackAsItWas() {
        Map<String, String> request = with(request(), "nonce", "-._~" + Suite.random(180));
        assertGoodIdToken(tokens(request), request);
    }

    @Test
    void stateOfManyCharactersComesBackAsItWas() {
        Map<String, String> request = with(request(), "state", "-._~".repeat(32));
        assertGoodAnswer(request, answer(request));
    }

    // --- Requests that are wrong ---------------------------------------------------------------------

    @Test
    void responseTypeMissing() {
        Map<String, String> request = without(request(), "response_type");
        assertRefused(request, client.open(browser, request), "invalid_request");
    }

    @Test
    void ensureRegisteredRedirectUri() {
        for (String other : List.of(
                Suite.CALLBACK + "/" + Suite.random(8),
                Suite.CALLBACK + "?foo=bar",
                "https://suite.example/test/a/latchkey/other",
                "https://suite.example.evil.example/test/a/latchkey/callback")) {
            Browser.Answer page = client.open(browser, with(request(), "redirect_uri", other));
            assertEquals(400, page.status(), other);
            assertTrue(page.header("content-type").startsWith("text/html"));
            assertEquals("", page.header("location"));
            assertFalse(Suite.isSignInPage(page));
        }
    }

    @Test
    void redirectUriMissing() {
        Browser.Answer page = client.open(browser, without(request(), "redirect_uri"));
        assertEquals(400, page.status());
        assertEquals("", page.header("location"));
    }

    @Test
    void unsignedRequestObjectSupportedCorrectlyOrRejectedAsUnsupported() {
        Map<String, String> request = request();
        String object = part("{\"alg\":\"none\"}") + "."
                + part("{\"client_id\":\"" + client.id() + "\",\"state\":\"x\"}") + ".";
        assertRefused(
                with(request, "request", object),
                client.open(browser, with(request, "request", object)),
                "request_not_supported");
    }

    @Test
    void requestUriUnsignedSupportedCorrectlyOrRejectedAsUnsupported() {
        Map<String, String> request = with(request(), "request_uri", "https://suite.example/requests/1");
        assertRefused(request, client.open(browser, request), "request_uri_not_supported");
    }

    // --- Userinfo ------------------------------------------------------------------------------------

    @Test
    void userinfoGet() {
        assertIsTheUser(given().auth().preemptive().oauth2(accessToken()).get("/oidc/me"));
    }

    @Test
    void userinfoPostHeader() {
        assertIsTheUser(given().auth().preemptive().oauth2(accessToken()).post("/oidc/me"));
    }

    @Test
    void userinfoPostBody() {
        assertIsTheUser(given().formParam("access_token", accessToken()).post("/oidc/me"));
    }

    // --- Scopes and claims ---------------------------------------------------------------------------

    @Test
    void scopeProfile() {
        assertScope("openid profile", PROFILE);
    }

    @Test
    void scopeEmail() {
        assertScope("openid email", EMAIL);
    }

    @Test
    void scopeAddress() {
        assertScope("openid address", ADDRESS);
    }

    @Test
    void scopePhone() {
        assertScope("openid phone", PHONE);
    }

    @Test
    void scopeAll() {
        Set<String> all = new HashSet<>();
        List.of(PROFILE, EMAIL, ADDRESS, PHONE).forEach(all::addAll);
        assertScope("openid profile email address phone", all);
    }

    @Test
    void ensureOtherScopeOrderSucceeds() {
        assertScope("email openid", EMAIL);
    }

    @Test
    void theClaimsHaveTheTypesOfTheStandard() {
        Response answer = userinfo("openid profile email address phone");
        Map<String, Object> claims = answer.jsonPath().getMap("$");
        assertTrue(claims.get("email_verified") instanceof Boolean);
        assertTrue(claims.get("phone_number_verified") instanceof Boolean);
        assertTrue(claims.get("address") instanceof Map<?, ?>);
        long updatedAt = ((Number) claims.get("updated_at")).longValue();
        assertTrue(Math.abs(updatedAt - Instant.now().getEpochSecond()) < 86_400 * 30, "updated_at is " + updatedAt);
        claims.forEach((name, value) -> assertNotEquals("", value, name));
        assertEquals("2000-02-03", claims.get("birthdate"));
    }

    @Test
    void claimsEssential() {
        Map<String, String> request = with(request(), "claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
        given().auth()
                .preemptive()
                .oauth2((String) tokens(request).path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Demo T. User"));
    }

    // --- What may be asked for -----------------------------------------------------------------------

    @Test
    void wishesThatNeedNotBeFulfilledAreNoReasonToRefuse() {
        Map<String, String> wishes = new LinkedHashMap<>();
        wishes.put("display", "page");
        wishes.put("ui_locales", "se");
        wishes.put("claims_locales", "se");
        wishes.put("acr_values", "1 2");
        wishes.put("login_hint", "user@example.com");
        wishes.put("extra", "foobar");
        wishes.forEach((name, value) -> {
            browser = new Browser();
            Map<String, String> request = with(request(), name, value);
            assertGoodAnswer(request, answer(request));
        });
        Map<String, String> popup = with(request(), "display", "popup");
        assertGoodAnswer(popup, answer(popup));
    }

    @Test
    void acrValuesAreAnsweredInTheIdToken() {
        assertEquals(
                "1",
                idToken(tokens(with(request(), "acr_values", "1 2")))
                        .claims()
                        .get("acr")
                        .asText());
    }

    @Test
    void ensureRequestWithValidPkceSucceeds() {
        String verifier = Suite.random(48);
        Map<String, String> request = with(request(), "code_challenge", Suite.s256(verifier));
        request.put("code_challenge_method", "S256");
        client.redeem(code(request), verifier).then().statusCode(200);
    }

    @Test
    void ensurePostRequestSucceeds() {
        Map<String, String> request = request();
        Browser.Answer posted = browser.post(endpoint() + "/oidc/auth", request);
        Browser.Answer page = posted.status() / 100 == 3 ? browser.follow(posted.location(), endpoint()) : posted;
        assertGoodAnswer(request, response(Suite.signIn(browser, page)));
    }

    /// As the suite posts it, from a page of its own.
    @Test
    void aRequestMayBePostedFromAnotherSite() {
        given().redirects()
                .follow(false)
                .header("Origin", "https://suite.example")
                .header("Sec-Fetch-Site", "cross-site")
                .formParams(request())
                .post("/oidc/auth")
                .then()
                .statusCode(303);
    }

    // --- prompt, max_age, hints ----------------------------------------------------------------------

    @Test
    void promptLogin() {
        Jwt first = idToken(tokens(request()));
        waitForTheNextSecond(first);
        Map<String, String> request = with(request(), "prompt", "login");
        Browser.Answer page = client.open(browser, request);
        assertTrue(Suite.isSignInPage(page), page::body);
        Jwt again = idToken(redeem(request, Suite.signIn(browser, page)));
        assertEquals(first.claims().get("sub"), again.claims().get("sub"));
        assertTrue(authTime(again) > authTime(first));
    }

    @Test
    void promptNoneNotLoggedIn() {
        Map<String, String> request = with(request(), "prompt", "none");
        assertRefused(request, client.open(browser, request), "login_required");
    }

    @Test
    void promptNoneLoggedIn() {
        Jwt first = idToken(tokens(request()));
        Map<String, String> request = with(request(), "prompt", "none");
        Jwt again = idToken(redeem(request, client.open(browser, request)));
        assertEquals(first.claims().get("sub"), again.claims().get("sub"));
        assertEquals(authTime(first), authTime(again));
    }

    @Test
    void maxAge1() {
        Jwt first = idToken(tokens(request()));
        database.update(
                "update sessions set auth_time = auth_time - interval '5 seconds' where user_id = ?",
                first.claims().get("sub").asText());
        Map<String, String> request = with(request(), "max_age", "1");
        Browser.Answer page = client.open(browser, request);
        assertTrue(Suite.isSignInPage(page), page::body);
        Jwt again = idToken(redeem(request, Suite.signIn(browser, page)));
        assertTrue(authTime(again) > authTime(first) - 5);
        assertTrue(Math.abs(authTime(again) - Instant.now().getEpochSecond()) < 60);
    }

    @Test
    void maxAge10000() {
        Jwt first = idToken(tokens(request()));
        Map<String, String> request = with(request(), "max_age", "10000");
        Browser.Answer back = client.open(browser, request);
        assertFalse(Suite.isSignInPage(back));
        Jwt again = idToken(redeem(request, back));
        assertEquals(authTime(first), authTime(again));
    }

    @Test
    void idTokenHint() {
        Jwt first = idToken(tokens(request()));
        Map<String, String> request = with(request(), "prompt", "none");
        request.put("id_token_hint", first.text());
        Jwt again = idToken(redeem(request, client.open(browser, request)));
        assertEquals(first.claims().get("sub"), again.claims().get("sub"));
    }

    @Test
    void nothingIsAskedTwice() {
        tokens(request());
        Map<String, String> request = with(request(), "prompt", "none");
        request.put("scope", "openid profile email");
        assertGoodAnswer(request, response(client.open(browser, request)));
    }

    // --- The token endpoint --------------------------------------------------------------------------

    @Test
    void codeReuse() {
        String code = code(request());
        Response tokens = client.redeem(code);
        tokens.then().statusCode(200);
        client.redeem(code).then().statusCode(400).body("error", equalTo("invalid_grant"));
        given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
    }

    @Test
    void codeReuse30Seconds() {
        String code = code(request());
        Response tokens = client.redeem(code);
        tokens.then().statusCode(200);
        database.update("""
                update authorization_codes set redeemed_at = redeemed_at - interval '30 seconds',
                    expires_at = expires_at - interval '30 seconds' where redeemed_at is not null""");
        client.redeem(code).then().statusCode(400).body("error", equalTo("invalid_grant"));
        given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
    }

    @Test
    void aCodeOfOneClientIsNoneOfTheOthers() {
        second.redeem(code(request())).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void refreshToken() {
        Map<String, String> request = with(request(), "scope", "openid offline_access");
        request.put("prompt", "consent");
        Response tokens = tokens(request);
        String refreshToken = tokens.path("refresh_token");
        assertTrue(refreshToken != null, tokens::asString);
        Response refreshed = client.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        refreshed.then().statusCode(200).header("Cache-Control", containsString("no-store"));
        assertNotEquals(tokens.<String>path("access_token"), refreshed.<String>path("access_token"));
        Jwt before = idToken(tokens);
        Jwt after = idToken(refreshed);
        for (String same : List.of("iss", "sub", "aud", "auth_time")) {
            assertEquals(before.claims().get(same), after.claims().get(same), same);
        }
        String youngest = refreshed.path("refresh_token");
        second.token(Map.of("grant_type", "refresh_token", "refresh_token", youngest))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    // --- The steps -----------------------------------------------------------------------------------

    Map<String, String> request() {
        Map<String, String> request = client.request();
        request.putAll(responseMode());
        return request;
    }

    private Map<String, String> answer(Map<String, String> request) {
        return response(client.authorize(browser, request));
    }

    String code(Map<String, String> request) {
        Map<String, String> answer = answer(request);
        assertGoodAnswer(request, answer);
        return answer.get("code");
    }

    private Response tokens(Map<String, String> request) {
        return redeem(request, client.authorize(browser, request));
    }

    private Response redeem(Map<String, String> request, Browser.Answer back) {
        Map<String, String> answer = response(back);
        assertGoodAnswer(request, answer);
        Response tokens = client.redeem(answer.get("code"));
        assertEquals(200, tokens.statusCode(), tokens::asString);
        return tokens;
    }

    private String accessToken() {
        return tokens(request()).path("access_token");
    }

    private static Jwt idToken(Response tokens) {
        return Jwt.of(tokens.path("id_token"));
    }

    private static long authTime(Jwt idToken) {
        return idToken.claims().get("auth_time").asLong();
    }

    private static void waitForTheNextSecond(Jwt idToken) {
        while (Instant.now().getEpochSecond() <= authTime(idToken)) {
            Thread.onSpinWait();
        }
    }

    // --- What is good --------------------------------------------------------------------------------

    /// By redirect, or by a form where that was asked for; refusals too.
    private void assertGoesTheRightWay(Browser.Answer back) {
        assertEquals(responseMode().isEmpty() ? 303 : 200, back.status(), back::body);
    }

    private Map<String, String> response(Browser.Answer back) {
        assertGoesTheRightWay(back);
        return Suite.response(back, client.callback());
    }

    void assertRefused(Map<String, String> request, Browser.Answer back, String error) {
        assertGoesTheRightWay(back);
        Suite.assertRefused(request, back, client.callback(), error);
    }

    private void assertGoodIdToken(Response tokens, Map<String, String> request) {
        Jwt idToken = idToken(tokens);
        JsonNode claims = idToken.claims();
        long now = Instant.now().getEpochSecond();
        assertTrue(idToken.isSignedByPublishedKey());
        assertEquals(Suite.ISSUER, claims.get("iss").asText());
        assertEquals(client.id(), claims.get("aud").asText());
        assertTrue(claims.get("sub").asText().matches("[\\x21-\\x7e]{1,255}"));
        assertTrue(claims.get("iat").isIntegralNumber()
                && Math.abs(claims.get("iat").asLong() - now) < 60);
        assertTrue(claims.get("exp").isIntegralNumber() && claims.get("exp").asLong() > now);
        assertTrue(claims.get("auth_time").isIntegralNumber());
        assertEquals(request.get("nonce"), claims.get("nonce").asText());
        assertFalse(claims.path("acr").asText().isEmpty()); // a warning of the suite
        assertEquals(atHash(tokens.path("access_token")), claims.get("at_hash").asText());
        List.of(PROFILE, EMAIL, ADDRESS, PHONE)
                .forEach(scope -> scope.forEach(claim -> assertFalse(claims.has(claim), claim)));
    }

    private void assertIsTheUser(Response answer) {
        answer.then().statusCode(200).contentType("application/json");
        assertFalse(answer.<String>path("sub").isEmpty());
    }

    private Response userinfo(String scope) {
        Response tokens = tokens(with(request(), "scope", scope));
        assertEquals(
                Set.of(scope.split(" ")), Set.of(tokens.<String>path("scope").split(" ")));
        JsonNode claims = idToken(tokens).claims();
        List.of(PROFILE, EMAIL, ADDRESS, PHONE)
                .forEach(names -> names.forEach(name -> assertFalse(claims.has(name), name + " is in the ID token")));
        Response answer = given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me");
        answer.then().statusCode(200).body("sub", equalTo(claims.get("sub").asText()));
        return answer;
    }

    /// All claims of the scope, and none of the others.
    private void assertScope(String scope, Set<String> expected) {
        Map<String, Object> claims = userinfo(scope).jsonPath().getMap("$");
        List.of(PROFILE, EMAIL, ADDRESS, PHONE)
                .forEach(names -> names.forEach(name ->
                        assertEquals(expected.contains(name), claims.get(name) != null, name + " in " + claims)));
    }

    private static String atHash(String accessToken) {
        byte[] hash = Suite.sha256(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
