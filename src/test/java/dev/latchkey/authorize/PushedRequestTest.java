package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9126: authorization requests that come from the application itself.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushedRequestTest {
    private static final String CALLBACK = "http://localhost:3000/callback";
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty demanding;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        demanding = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of(CALLBACK)),
                        Map.of("requirePushedAuthorizationRequests", true));
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void theAnswerIsAReferenceForAMinute() {
        push(scene.web(), scene.web().journey())
                .then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .contentType("application/json")
                .body("request_uri", matchesPattern(PREFIX + "[A-Za-z0-9_-]{43}"))
                .body("expires_in", equalTo(60));
    }

    @Test
    void aPersonSignsInByTheReferenceAlone() {
        for (RelyingParty party : new RelyingParty[] {scene.web(), scene.app(), demanding}) {
            Journey journey = party.journey();
            String address =
                    signIn(new Browser(), party, reference(party, journey.with("direct_sign_in", "social:alipay")));

            assertTrue(address.startsWith(party.redirectUri()), address);
            assertEquals(journey.state(), parameter(address, "state"));
            assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
            party.redeem(parameter(address, "code"), journey).then().statusCode(200);
        }
    }

    @Test
    void aClientWithAKeyPushesAndNamesThisEndpointOrTheIssuer() {
        DpopKey key = DpopKey.make();
        RelyingParty party = scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris",
                                List.of(CALLBACK),
                                "tokenEndpointAuthMethod",
                                "private_key_jwt",
                                "jwks",
                                ClientAssertion.jwks(key)),
                        Map.of());
        for (String audience : new String[] {"/oidc", "/oidc/request", "/oidc/token"}) {
            ClientAssertion.of(party.id(), key)
                    .with("aud", endpoint() + audience)
                    .request()
                    .formParams(party.journey().parameters())
                    .post("/oidc/request")
                    .then()
                    .statusCode(201);
        }
        ClientAssertion.of(party.id(), key)
                .with("aud", endpoint() + "/oidc/auth")
                .request()
                .formParams(party.journey().parameters())
                .post("/oidc/request")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void whoDoesNotAuthenticateCannotPush() {
        given().formParams(scene.web().journey().parameters())
                .post("/oidc/request")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,http://localhost:3000/elsewhere,invalid_request",
        "response_type,token,unsupported_response_type",
        "response_mode,carrier_pigeon,invalid_request",
        "code_challenge,short,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "prompt,none login,invalid_request",
        "max_age,soon,invalid_request",
        "claims,{,invalid_request",
        "resource,https://unknown.example.com,invalid_target",
        "id_token_hint,x.y.z,invalid_request",
        "request,eyJhbGciOiJub25lIn0.e30.,request_not_supported",
        "request_uri,urn:ietf:params:oauth:request_uri:x,invalid_request",
        "request_uri,https://app.example.com/request.jwt,invalid_request",
        "registration,{},registration_not_supported",
        "client_id,somebodyelse,invalid_request",
        "dpop_jkt,short,invalid_request"
    })
    void whateverTheAuthorizationEndpointWouldRefuseIsRefusedHere(String name, String value, String error) {
        push(scene.web(), scene.web().journey().with(name, value))
                .then()
                .statusCode(400)
                .body("error", equalTo(error))
                .body("request_uri", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect_uri", "response_type"})
    void whatIsMissingIsRefusedHere(String name) {
        push(scene.web(), scene.web().journey().without(name))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aPublicApplicationNeedsPkceHereToo() {
        push(scene.app(), scene.app().journey().without("code_challenge").without("code_challenge_method"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aGetOrAnotherBodyIsRefused() {
        given().get("/oidc/request").then().statusCode(405);
        given().contentType("application/json")
                .body("{}")
                .post("/oidc/request")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void whatComesAlongWithAReferenceIsPassedOver() {
        Browser browser = signedIn();
        Journey journey = scene.web().journey();
        String address = browser.get(
                        url(scene.web(), reference(scene.web(), journey))
                                + "&state=another&redirect_uri=https%3A%2F%2Fthief.example&prompt=login&response_mode=form_post")
                .location();

        assertTrue(address.startsWith(CALLBACK + "?code="), address);
        assertEquals(journey.state(), parameter(address, "state"));
    }

    @Test
    void aReferenceLeadsToOneCode() {
        Browser browser = signedIn();
        String reference = reference(scene.web(), scene.web().journey());
        assertTrue(browser.get(url(scene.web(), reference)).location().contains("code="));

        assertIsUseless(browser.get(url(scene.web(), reference)));
    }

    /// A silent request is as good for one code as any other.
    @Test
    void aReferenceIsNotUsedTwiceByPromptNone() {
        Browser browser = signedIn();
        String reference = reference(scene.web(), scene.web().journey().with("prompt", "none"));
        assertTrue(browser.get(url(scene.web(), reference)).location().contains("code="));

        assertIsUseless(browser.get(url(scene.web(), reference)));
        assertIsUseless(browser.get(url(scene.web(), reference) + "&prompt=none"));
    }

    @Test
    void ofManyAtOnceOneGetsACode() {
        Browser browser = signedIn();
        String url = url(scene.web(), reference(scene.web(), scene.web().journey()));
        List<Integer> answers = Parallel.run(12, () -> browser.get(url).status());

        assertEquals(1, answers.stream().filter(status -> status == 303).count(), answers.toString());
        assertEquals(11, answers.stream().filter(status -> status == 400).count(), answers.toString());
    }

    @Test
    void aSilentTrialThatFailedAndAReloadDoNotUseItUp() {
        String silent = reference(scene.web(), scene.web().journey().with("prompt", "none"));
        Browser browser = new Browser();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "login_required",
                    parameter(browser.get(url(scene.web(), silent)).location(), "error"));
        }
        Journey journey = scene.web().journey();
        String reference = reference(scene.web(), journey.with("direct_sign_in", "social:alipay"));
        browser.get(url(scene.web(), reference));
        browser.get(url(scene.web(), reference));
        String address = signIn(browser, scene.web(), reference);
        scene.web().redeem(parameter(address, "code"), journey).then().statusCode(200);
        assertIsUseless(browser.get(url(scene.web(), reference)));
    }

    /// Of two tabs that signed in for one reference the second finds it used.
    @Test
    void aSecondSignInForTheSameReferenceGetsNoCode() {
        String reference = reference(scene.web(), scene.web().journey().with("direct_sign_in", "social:alipay"));
        Browser one = new Browser();
        Browser other = new Browser();
        String first = one.get(url(scene.web(), reference)).location();
        String second = other.get(url(scene.web(), reference)).location();
        assertTrue(finish(one, first).location().contains("code="));

        assertIsUseless(finish(other, second));
    }

    @Test
    void aReferenceIsForItsOwnApplication() {
        assertIsUseless(
                signedIn().get(url(demanding, reference(scene.web(), scene.web().journey()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anUnknownReferenceIsRefusedOnThePage(String rest) {
        assertIsUseless(signedIn().get(url(scene.web(), PREFIX + rest)));
    }

    @Test
    void programsReadTheRefusalAsJson() {
        given().accept("application/json")
                .get("/oidc/auth?client_id=" + scene.web().id() + "&request_uri=" + PREFIX + "x")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request_uri"));
    }

    @Test
    void aReferenceExpires() {
        String reference = reference(scene.web(), scene.web().journey());
        expire(reference);

        assertIsUseless(signedIn().get(url(scene.web(), reference)));
    }

    /// Whoever came in time has the time that a sign-in takes.
    @Test
    void itDoesNotExpireInTheMiddleOfASignIn() {
        Journey journey = scene.web().journey();
        String reference = reference(scene.web(), journey.with("direct_sign_in", "social:alipay"));
        Browser browser = new Browser();
        String toAlipay = browser.get(url(scene.web(), reference)).location();
        assertTrue(database.find(
                        "select expires_at > now() + interval '50 minutes' as far from pushed_requests where hash = ?",
                        row -> row.flag("far"),
                        Hashes.sha256(reference))
                .orElseThrow());
        expire(reference);

        String address = finish(browser, toAlipay).location();
        scene.web().redeem(parameter(address, "code"), journey).then().statusCode(200);
    }

    @Test
    void anApplicationMayDemandItOfItself() {
        Journey journey = demanding.journey();
        String address = new Browser().get(journey.url()).location();
        assertTrue(address.startsWith(CALLBACK + "?error=invalid_request"), address);
        assertEquals(journey.state(), parameter(address, "state"));
    }

    @Test
    void foreignReferencesAndRequestObjectsAreRefusedByRedirect() {
        Journey journey = scene.web().journey();
        assertEquals(
                "request_uri_not_supported",
                parameter(
                        new Browser()
                                .get(journey.with("request_uri", "https://app.example.com/request.jwt")
                                        .url())
                                .location(),
                        "error"));
        assertEquals(
                "request_not_supported",
                parameter(
                        new Browser()
                                .get(journey.with("request", "eyJhbGciOiJub25lIn0.e30.")
                                        .url())
                                .location(),
                        "error"));
    }

    /// RFC 9449 §10.1.
    @Test
    void aProofBindsTheCode() {
        DpopKey key = DpopKey.make();
        Journey journey = scene.web().journey();
        String reference = authenticated(scene.web(), journey)
                .header("DPoP", key.proof("POST", "/oidc/request").text())
                .post("/oidc/request")
                .path("request_uri");
        Browser browser = signedIn();
        String code = parameter(browser.get(url(scene.web(), reference)).location(), "code");
        Response tokens = scene.web()
                .authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParams(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        journey.verifier()))
                .post("/oidc/token");
        tokens.then().statusCode(200).body("token_type", equalTo("DPoP"));
        assertFalse(Jwt.of(tokens.path("id_token")).claims().isEmpty());

        Journey unbound = scene.web().journey();
        String other = authenticated(scene.web(), unbound)
                .header("DPoP", key.proof("POST", "/oidc/request").text())
                .post("/oidc/request")
                .path("request_uri");
        String stolen = parameter(browser.get(url(scene.web(), other)).location(), "code");
        scene.web().redeem(stolen, unbound).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aProofMustNotContradictTheNamedKey() {
        DpopKey key = DpopKey.make();
        Journey named = scene.web().journey().with("dpop_jkt", key.thumbprint());
        authenticated(scene.web(), named)
                .header("DPoP", key.proof("POST", "/oidc/request").text())
                .post("/oidc/request")
                .then()
                .statusCode(201);
        authenticated(scene.web(), named)
                .header("DPoP", DpopKey.make().proof("POST", "/oidc/request").text())
                .post("/oidc/request")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        authenticated(scene.web(), named)
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .post("/oidc/request")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
    }

    @Test
    void discoverySaysWhereAndThatItIsNoMust() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("pushed_authorization_request_endpoint", equalTo(endpoint() + "/oidc/request"))
                .body("require_pushed_authorization_requests", equalTo(false))
                .body("request_parameter_supported", equalTo(false))
                .body("request_uri_parameter_supported", equalTo(false));
    }

    private Browser signedIn() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        return browser;
    }

    private String signIn(Browser browser, RelyingParty party, String reference) {
        return finish(browser, browser.get(url(party, reference)).location()).location();
    }

    /// The person confirms at Alipay and comes back, until the way leaves this service.
    private static Browser.Answer finish(Browser browser, String toAlipay) {
        String back = browser.get(toAlipay + "&person=lin").location();
        return browser.follow(back, endpoint());
    }

    private void expire(String reference) {
        database.update(
                "update pushed_requests set expires_at = now() - interval '1 second' where hash = ?",
                Hashes.sha256(reference));
    }

    private static String reference(RelyingParty party, Journey journey) {
        return push(party, journey).then().statusCode(201).extract().path("request_uri");
    }

    private static Response push(RelyingParty party, Journey journey) {
        return authenticated(party, journey).post("/oidc/request");
    }

    private static RequestSpecification authenticated(RelyingParty party, Journey journey) {
        RequestSpecification request = given().formParams(journey.parameters());
        return party.secret() == null ? request : request.auth().preemptive().basic(party.id(), party.secret());
    }

    private static String url(RelyingParty party, String reference) {
        return endpoint() + "/oidc/auth?client_id=" + party.id() + "&request_uri="
                + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    /// Said on a page: nobody is sent anywhere.
    private static void assertIsUseless(Browser.Answer answer) {
        assertEquals(400, answer.status(), answer.body());
        assertEquals("", answer.header("location"));
        assertTrue(answer.body().contains("<code>invalid_request_uri</code>"), answer.body());
    }
}
