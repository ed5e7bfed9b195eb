package dev.latchkey.conformance;

import static dev.latchkey.conformance.Fapi2Client.GOOD_ASSERTION;
import static dev.latchkey.conformance.Fapi2Client.GOOD_PROOF;
import static dev.latchkey.conformance.Suite.assertGoodAnswer;
import static dev.latchkey.conformance.Suite.with;
import static dev.latchkey.conformance.Suite.without;
import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plan `fapi2` as OpenID Connect: requests are pushed, people sign in, userinfo is the resource.
@QuarkusTest
class Fapi2Test extends Fapi2Plan {
    @Inject
    Database database;

    private Browser browser;

    @Override
    Fapi2Client register(Scene scene) {
        return Fapi2Client.register(scene, "PS256", Suite.CALLBACK);
    }

    @Override
    Fapi2Client registerSecond(Scene scene) {
        return Fapi2Client.register(scene, "ES256", Fapi2Client.CALLBACK_WITH_QUERY);
    }

    @Override
    Map<String, String> form(Fapi2Client by) {
        return by.codeForm(code(by, by.request()));
    }

    @Override
    String resource() {
        return "/oidc/me";
    }

    @Override
    String discovery() {
        return "/oidc/.well-known/openid-configuration";
    }

    @BeforeEach
    void aFreshBrowser() {
        browser = new Browser();
    }

    // --- Clients that behave -------------------------------------------------------------------------

    @Test
    void happyFlowYieldsAGoodIdToken() {
        for (Fapi2Client each : List.of(client, second)) {
            Map<String, String> request = each.request();
            request.put("state", "-._~".repeat(32));
            Response tokens = each.redeem(code(each, request));
            tokens.then().statusCode(200);
            Jwt idToken = Jwt.of(tokens.path("id_token"));
            assertTrue(idToken.isSignedByPublishedKey());
            assertEquals("PS256", idToken.header().get("alg").asText());
            assertEquals(Suite.ISSUER, idToken.claims().get("iss").asText());
            assertEquals(each.id(), idToken.claims().get("aud").asText());
            assertEquals(request.get("nonce"), idToken.claims().get("nonce").asText());
            each.call(resource(), tokens.path("access_token"), GOOD_PROOF)
                    .then()
                    .statusCode(200)
                    .body("sub", equalTo(idToken.claims().get("sub").asText()));
        }
    }

    /// Without `openid` it is plain OAuth, with a token for an API.
    @Test
    void plainOAuthYieldsNoIdToken() {
        Map<String, String> request = with(without(client.request(), "nonce"), "scope", "offline_access");
        request.put("resource", "urn:latchkey:management");
        Response tokens = client.redeem(code(client, request));
        tokens.then().statusCode(200).body("token_type", equalTo("DPoP")).body("$", not(hasKey("id_token")));
        assertEquals(
                client.tokenKey().thumbprint(),
                Jwt.of(tokens.path("access_token")).claims().at("/cnf/jkt").asText());
    }

    @Test
    void userRejectsAuthentication() {
        DpopKey key = DpopKey.of("PS256");
        Fapi2Client thirdParty = Fapi2Client.of(
                scene.admin()
                        .thirdParty(
                                "Third",
                                Fapi2Client.metadata(key, Fapi2Client.CALLBACK_WITH_QUERY),
                                Map.of("securityProfile", "fapi2")),
                key);
        Map<String, String> request = thirdParty.request();
        Browser.Answer question = thirdParty.authorize(browser, request);
        Browser.Answer declined = browser.post(
                endpoint() + question.action("/consent"),
                Map.of("csrf", question.field("csrf"), "session", question.field("session"), "answer", "deny"));
        Browser.Answer back = browser.follow(declined.location(), endpoint());
        assertRefused(thirdParty, request, back, "access_denied");
    }

    @Test
    void ensureAuthorizationRequestWithoutStateSuccess() {
        Map<String, String> answer = answer(client, without(client.request(), "state"));
        assertEquals(Set.of("code", "iss"), answer.keySet());
        client.redeem(answer.get("code")).then().statusCode(200);
    }

    @Test
    void ensureAuthorizationRequestWithoutNonceSuccess() {
        Response tokens = client.redeem(code(client, without(client.request(), "nonce")));
        assertFalse(Jwt.of(tokens.path("id_token")).claims().has("nonce"));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1000})
    void ensureAuthorizationRequestWithLongNonceSucceeds(int length) {
        Map<String, String> request = with(client.request(), "nonce", "n".repeat(length));
        Response tokens = client.redeem(code(client, request));
        assertEquals(
                request.get("nonce"),
                Jwt.of(tokens.path("id_token")).claims().get("nonce").asText());
    }

    @Test
    void ensureAuthorizationRequestWithLongState() {
        code(client, with(client.request(), "state", "s".repeat(1000)));
    }

    @Test
    void ensureOtherScopeOrderSucceeds() {
        client.redeem(code(client, with(client.request(), "scope", "offline_access openid")))
                .then()
                .statusCode(200);
    }

    @Test
    void testClaimsParameterIdentityClaims() {
        Map<String, String> request = with(
                client.request(),
                "claims",
                "{\"id_token\":{\"given_name\":{\"essential\":true}},\"userinfo\":{\"email\":null,\"name\":null}}");
        Response tokens = client.redeem(code(client, request));
        assertEquals(
                "Demo",
                Jwt.of(tokens.path("id_token")).claims().get("given_name").asText());
        client.call(resource(), tokens.path("access_token"), GOOD_PROOF)
                .then()
                .body("name", equalTo("Demo T. User"))
                .body("email", equalTo("user@example.com"));
    }

    // --- Codes that are bound to a key ---------------------------------------------------------------

    @Test
    void ensureDpopAuthCodeBindingSuccess() {
        Map<String, String> request =
                with(client.request(), "dpop_jkt", client.tokenKey().thumbprint());
        client.redeem(code(client, request)).then().statusCode(200);
    }

    @Test
    void ensureDpopProofAtParEndpointBindingSuccess() {
        client.redeem(boundCode()).then().statusCode(200);
    }

    @Test
    void ensureMismatchedDpopJktFails() {
        Map<String, String> request =
                with(client.request(), "dpop_jkt", DpopKey.make().thumbprint());
        client.pushWithProof(request, GOOD_PROOF).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void ensureTokenEndpointFailsWithMismatchedDpopProofJkt() {
        refuseGrant(client.withTokenKey(DpopKey.make()).redeem(boundCode()));
    }

    @Test
    void ensureTokenEndpointFailsWithMismatchedDpopJkt() {
        Map<String, String> request =
                with(client.request(), "dpop_jkt", DpopKey.make().thumbprint());
        refuseGrant(client.redeem(code(client, request)));
    }

    private String boundCode() {
        Map<String, String> request = client.request();
        String address = client.address(client.pushWithProof(request, GOOD_PROOF));
        Map<String, String> answer = Suite.response(Fapi2Client.follow(browser, address), client.callback());
        return answer.get("code");
    }

    // --- Authorization requests that are refused -----------------------------------------------------

    @Test
    void ensureUnsignedAuthorizationRequestWithoutUsingParFails() {
        Map<String, String> request = client.request();
        Browser.Answer back = browser.follow(Suite.url(endpoint() + "/oidc/auth", request), endpoint());
        assertRefused(client, request, back, "invalid_request");
    }

    @Test
    void ensureRequestObjectAtTheAuthorizationEndpointFails() {
        Map<String, String> request = with(client.request(), "request", "e30.e30.e30");
        Browser.Answer back = browser.follow(Suite.url(endpoint() + "/oidc/auth", request), endpoint());
        assertRefused(client, request, back, "request_not_supported");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,code id_token,unsupported_response_type",
        "response_type,token,unsupported_response_type",
        "redirect_uri,https://suite.example/test/a/latchkey/callback/0xdeadbeef,invalid_request",
        "request_uri,urn:ietf:params:oauth:request_uri:nowhere,invalid_request",
        "code_challenge_method,plain,invalid_request"
    })
    void aPushedRequestIsRefused(String name, String value, String error) {
        client.push(with(client.request(), name, value))
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", equalTo(error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect_uri", "code_challenge", "response_type"})
    void aPushedRequestWithoutItIsRefused(String name) {
        client.push(without(client.request(), name)).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    // --- Codes ---------------------------------------------------------------------------------------

    @Test
    void ensureAuthorizationCodeIsBoundToClient() {
        Map<String, String> form = new HashMap<>(form(client));
        refuseGrant(second.token(form, GOOD_ASSERTION, GOOD_PROOF));
    }

    @Test
    void attemptReuseAuthorizationCodeAfterOneSecond() throws InterruptedException {
        String code = code(client, client.request());
        String token = client.redeem(code).path("access_token");
        Thread.sleep(1000);
        refuseGrant(client.redeem(code));
        client.call(resource(), token, GOOD_PROOF).then().statusCode(401);
    }

    @Test
    void attemptToUseExpiredAuthCode() {
        String code = code(client, client.request());
        database.update(
                "update authorization_codes set created_at = created_at - interval '62 seconds', "
                        + "expires_at = expires_at - interval '62 seconds' where hash = ?",
                Hashes.sha256(code));
        refuseGrant(client.redeem(code));
    }

    @Test
    void ensurePkceCodeVerifierRequired() {
        Map<String, String> form = new HashMap<>(form(client));
        form.remove("code_verifier");
        refuseGrant(client.token(form, GOOD_ASSERTION, GOOD_PROOF));
    }

    @Test
    void incorrectPkceCodeVerifierRejected() {
        Map<String, String> form = new HashMap<>(form(client));
        form.put("code_verifier", Suite.random(48));
        refuseGrant(client.token(form, GOOD_ASSERTION, GOOD_PROOF));
    }

    // --- Refresh tokens ------------------------------------------------------------------------------

    @Test
    void refreshToken() {
        Response tokens = tokens();
        String refreshToken = tokens.path("refresh_token");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", refreshToken);
        Response refreshed = client.token(form, GOOD_ASSERTION, GOOD_PROOF);
        refreshed
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .body("refresh_token", equalTo(refreshToken)); // FAPI 2.0 §5.3.2.1: not rotated
        assertNotEquals(tokens.<String>path("access_token"), refreshed.<String>path("access_token"));
        Jwt before = Jwt.of(tokens.path("id_token"));
        Jwt after = Jwt.of(refreshed.path("id_token"));
        for (String same : List.of("iss", "sub", "aud", "auth_time")) {
            assertEquals(before.claims().get(same), after.claims().get(same), same);
        }
        client.call(resource(), refreshed.path("access_token"), GOOD_PROOF)
                .then()
                .statusCode(200);
    }

    /// The suite takes `invalid_dpop_proof` here for a proof that is wrong, not for one that is missing.
    @Test
    void aRefreshTokenIsOfNoUseWithoutAProof() {
        client.assertion()
                .request()
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", (String) tokens().path("refresh_token"))
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aRefreshTokenIsOfNoUseToAnotherClient() {
        Map<String, String> form =
                Map.of("grant_type", "refresh_token", "refresh_token", tokens().path("refresh_token"));
        refuseGrant(second.token(form, GOOD_ASSERTION, GOOD_PROOF));
    }

    // --- Pushed requests -----------------------------------------------------------------------------

    @Test
    void theAnswerToAPushIsAsTheStandardHasIt() {
        Response pushed = client.push(client.request());
        pushed.then().statusCode(201).contentType("application/json");
        assertTrue(
                pushed.jsonPath().getInt("expires_in") > 0 && pushed.jsonPath().getInt("expires_in") < 600);
        assertTrue(pushed.<String>path("request_uri").length() > 43);
    }

    @Test
    void ensureServerAcceptsReusedRequestUriBeforeAuthenticationCompletion() {
        Map<String, String> request = client.request();
        String address = client.address(client.push(request));
        assertTrue(Suite.isSignInPage(browser.follow(address, endpoint())));
        assertGoodAnswer(request, Suite.response(Fapi2Client.follow(browser, address), client.callback()));
    }

    @Test
    void attemptReuseRequestUri() {
        Map<String, String> request = client.request();
        String address = client.address(client.push(request));
        assertGoodAnswer(request, Suite.response(Fapi2Client.follow(browser, address), client.callback()));
        assertRefusedOnAPage(address);
    }

    @Test
    void attemptToUseExpiredRequestUri() {
        Response pushed = client.push(client.request());
        database.update(
                "update pushed_requests set expires_at = expires_at - interval '62 seconds' where hash = ?",
                Hashes.sha256(pushed.<String>path("request_uri")));
        assertRefusedOnAPage(client.address(pushed));
    }

    @Test
    void ensureRequestUriIsBoundToClient() {
        String reference = client.push(client.request()).path("request_uri");
        assertRefusedOnAPage(second.address(reference));
    }

    @Test
    void stateOnlyOutsideTheRequestIsNotUsed() {
        Map<String, String> request = without(client.request(), "state");
        String address = client.address(client.push(request)) + "&state=outside&nonce=outside&scope=openid";
        Map<String, String> answer = Suite.response(Fapi2Client.follow(browser, address), client.callback());
        assertEquals(Set.of("code", "iss"), answer.keySet());
    }

    @Test
    void differentStateAndNonceOutsideAreNotUsed() {
        Map<String, String> request = client.request();
        String address = client.address(client.push(request)) + "&state=outside&nonce=outside";
        Map<String, String> answer = Suite.response(Fapi2Client.follow(browser, address), client.callback());
        assertGoodAnswer(request, answer);
        Response tokens = client.redeem(answer.get("code"));
        assertEquals(
                request.get("nonce"),
                Jwt.of(tokens.path("id_token")).claims().get("nonce").asText());
    }

    @Test
    void attemptInvalidHttpMethod() {
        given().formParams(client.request()).put("/oidc/request").then().statusCode(405);
        given().get("/oidc/request").then().statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/request", "/oidc/token"})
    void endpointAsAudienceFails(String path) {
        for (Object audience : List.of(endpoint() + path, List.of(endpoint() + path), List.of(Suite.ISSUER))) {
            client.push(client.request(), client.assertion().with("aud", audience))
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_client"));
        }
    }

    @Test
    void ensureJwtClientAssertionAtParWithIatNbfInTheFuture() {
        client.push(client.request(), client.assertion().with("iat", now() + 8).with("nbf", now() + 8))
                .then()
                .statusCode(201);
        client.push(
                        client.request(),
                        client.assertion()
                                .with("iat", now() + 70)
                                .with("nbf", now() + 70)
                                .with("exp", now() + 130))
                .then()
                .statusCode(401);
    }

    /// FAPI 2.0 §5.3.2.2: 307 would have the browser send a form on.
    @Test
    void theWayBackIsNot307() {
        Browser.Answer back = client.authorize(browser, client.request());
        assertEquals(303, back.status());
    }

    @Test
    void scriptsMayReadDiscoveryAndKeys() {
        for (String path : List.of(discovery(), "/oidc/jwks")) {
            given().header("Origin", "https://suite.example")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", equalTo("*"));
        }
    }

    // --- The steps -----------------------------------------------------------------------------------

    private Map<String, String> answer(Fapi2Client by, Map<String, String> request) {
        return Suite.response(by.authorize(browser, request), by.callback());
    }

    private String code(Fapi2Client by, Map<String, String> request) {
        Map<String, String> answer = answer(by, request);
        assertGoodAnswer(request, answer);
        return answer.get("code");
    }

    private static void assertRefused(Fapi2Client by, Map<String, String> request, Browser.Answer back, String error) {
        Suite.assertRefused(request, back, by.callback(), error);
    }

    private void assertRefusedOnAPage(String address) {
        Browser.Answer page = browser.follow(address, endpoint());
        assertEquals(400, page.status());
        assertFalse(Suite.isSignInPage(page));
    }

    private static void refuseGrant(Response answer) {
        answer.then().statusCode(400).contentType("application/json").body("error", equalTo("invalid_grant"));
    }
}
