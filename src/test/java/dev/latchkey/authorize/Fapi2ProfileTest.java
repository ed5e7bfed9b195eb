package dev.latchkey.authorize;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The FAPI 2.0 Security Profile, for applications that register it: what it demands works, and the rest is
/// refused.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Fapi2ProfileTest {
    private static final String CALLBACK = "https://app.example.com/callback";

    @Inject
    Database database;

    private final DpopKey clientKey = DpopKey.of("PS256");
    private final DpopKey tokenKey = DpopKey.make();
    private Scene scene;
    private RelyingParty bank;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        bank = application("Traditional", clientKey);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aPersonSignsInAndTheTokensBelongToAKey() {
        Journey journey = bank.journey();
        String address = authorize(journey);
        assertTrue(address.startsWith(CALLBACK + "?code="), address);
        assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
        Response tokens = redeem(parameter(address, "code"), journey);
        tokens.then().statusCode(200).body("token_type", equalTo("DPoP"));
        assertEquals(
                "PS256", Jwt.of(tokens.path("id_token")).header().get("alg").asText());
        assertTrue(Jwt.of(tokens.path("id_token")).isSignedByPublishedKey());

        String token = tokens.path("access_token");
        String nonce = userinfo("DPoP", token, null).header("DPoP-Nonce");
        userinfo("DPoP", token, nonce).then().statusCode(200);
        userinfo("dpop", token, nonce).then().statusCode(200);
        given().auth().oauth2(token).get("/oidc/me").then().statusCode(401);
    }

    @Test
    void refreshTokensStayAndBelongToTheClient() {
        Journey journey = bank.journey();
        Response tokens = redeem(parameter(authorize(journey), "code"), journey);
        String refreshToken = tokens.path("refresh_token");
        database.update(
                "update refresh_tokens set issued_at = now() - interval '13 days', expires_at = now() + interval '1 day' where hash = ?",
                Hashes.sha256(refreshToken));
        for (int i = 0; i < 2; i++) {
            tokenRequest(bank, clientKey, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                    .then()
                    .statusCode(200)
                    .body("refresh_token", equalTo(refreshToken))
                    .body("token_type", equalTo("DPoP"));
        }
        RelyingParty other = application("Traditional", clientKey);
        tokenRequest(other, clientKey, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void aCodeIsGoodForAMinuteAndForOneUse() {
        Journey journey = bank.journey();
        String code = parameter(authorize(journey), "code");
        assertTrue(database.find(
                        "select expires_at <= created_at + interval '60 seconds' as soon from authorization_codes where hash = ?",
                        row -> row.flag("soon"),
                        Hashes.sha256(code))
                .orElseThrow());
        redeem(code, journey).then().statusCode(200);
        redeem(code, journey).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void tokensAreNotGivenWithoutAProofOrANonce() {
        Journey journey = bank.journey();
        String code = parameter(authorize(journey), "code");
        Map<String, String> form = codeForm(code, journey);
        assertion(bank, clientKey)
                .formParams(form)
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        assertion(bank, clientKey)
                .header("DPoP", tokenKey.proof("POST", "/oidc/token").text())
                .formParams(form)
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .header("DPoP-Nonce", notNullValue())
                .body("error", equalTo("use_dpop_nonce"));
        redeem(code, journey).then().statusCode(200);
    }

    @Test
    void aServiceGetsTokensOfItsOwnThatBelongToAKey() {
        RelyingParty machine = application("MachineToMachine", clientKey);
        Response tokens = tokenRequest(
                machine, clientKey, Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management"));
        tokens.then().statusCode(200).body("token_type", equalTo("DPoP"));
        Jwt token = Jwt.of(tokens.path("access_token"));
        assertEquals("ES256", token.header().get("alg").asText());
        assertEquals(tokenKey.thumbprint(), token.claims().at("/cnf/jkt").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA"})
    void theOtherAlgorithmsOfTheProfileAreTakenToo(String algorithm) {
        DpopKey key = DpopKey.of(algorithm);
        RelyingParty machine = application("MachineToMachine", key);
        tokenRequest(machine, key, Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES384"})
    void anAlgorithmOutsideTheProfileIsRefused(String algorithm) {
        DpopKey key = DpopKey.of(algorithm);
        RelyingParty party = application("Traditional", key);
        push(party, ClientAssertion.of(party.id(), key), party.journey())
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/token", "/oidc/request", "/oidc/"})
    void anAssertionIsForTheIssuerAlone(String path) {
        push(bank, ClientAssertion.of(bank.id(), clientKey).with("aud", endpoint() + path), bank.journey())
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void theIssuerIsPlainText() {
        push(bank, ClientAssertion.of(bank.id(), clientKey).with("aud", List.of(endpoint() + "/oidc")), bank.journey())
                .then()
                .statusCode(401);
        push(bank, ClientAssertion.of(bank.id(), clientKey), bank.journey())
                .then()
                .statusCode(201);
    }

    @Test
    void aRequestThatWasNotPushedIsRefused() {
        Journey journey = bank.journey();
        String address = new Browser().get(journey.url()).location();
        assertEquals("invalid_request", parameter(address, "error"));
        assertEquals(journey.state(), parameter(address, "state"));
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge_method,plain,invalid_request",
        "response_type,code id_token,unsupported_response_type",
        "response_type,token,unsupported_response_type",
        "redirect_uri,https://app.example.com/elsewhere,invalid_request",
        "request,e30.e30.e30,request_not_supported"
    })
    void aPushedRequestOutsideTheProfileIsRefused(String name, String value, String error) {
        push(bank, ClientAssertion.of(bank.id(), clientKey), bank.journey().with(name, value))
                .then()
                .statusCode(400)
                .body("error", equalTo(error));
    }

    @Test
    void pkceIsAMust() {
        Journey journey = bank.journey().without("code_challenge").without("code_challenge_method");
        push(bank, ClientAssertion.of(bank.id(), clientKey), journey)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aSecretIsNotTaken() {
        String secret = scene.admin()
                .request()
                .body(Map.of("name", "left over"))
                .post("/api/applications/{id}/secrets", bank.id())
                .path("value");
        given().auth()
                .preemptive()
                .basic(bank.id(), secret)
                .formParams(bank.journey().parameters())
                .post("/oidc/request")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    static Stream<Map<String, Object>> contradictions() {
        return Stream.of(
                Map.of("requirePushedAuthorizationRequests", false),
                Map.of("requirePkce", false),
                Map.of("dpopBoundAccessTokens", false),
                Map.of("rotateRefreshToken", true),
                Map.of("allowTokenExchange", true),
                Map.of("idTokenSignedResponseAlg", "RS256"),
                Map.of("userinfoSignedResponseAlg", "ES384"),
                Map.of("securityProfile", "fapi1"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aSettingThatContradictsTheProfileIsRefused(Map<String, Object> setting) {
        Map<String, Object> custom = new HashMap<>(Map.of("securityProfile", "fapi2"));
        custom.putAll(setting);
        refuse("Traditional", oidc(clientKey, Map.of()), custom);
    }

    @Test
    void whatTheProfileCannotWorkWithIsRefused() {
        Map<String, Object> fapi2 = Map.of("securityProfile", "fapi2");
        refuse("SPA", Map.of("redirectUris", List.of(CALLBACK)), fapi2);
        refuse("Traditional", Map.of("redirectUris", List.of(CALLBACK)), fapi2);
        refuse("Traditional", oidc(clientKey, Map.of("tokenEndpointAuthMethod", "client_secret_basic")), fapi2);
        refuse("Traditional", oidc(clientKey, Map.of("tokenEndpointAuthSigningAlg", "RS256")), fapi2);
        refuse("Traditional", oidc(clientKey, Map.of("redirectUris", List.of("http://localhost:3000/"))), fapi2);
    }

    private void refuse(String type, Map<String, Object> oidc, Map<String, Object> custom) {
        scene.admin()
                .request()
                .body(Map.of("name", "A", "type", type, "oidcClientMetadata", oidc, "customClientMetadata", custom))
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("ientMetadata."));
    }

    private RelyingParty application(String type, DpopKey key) {
        return scene.admin().application(type, oidc(key, Map.of()), Map.of("securityProfile", "fapi2"));
    }

    private static Map<String, Object> oidc(DpopKey key, Map<String, Object> more) {
        Map<String, Object> oidc = new LinkedHashMap<>();
        oidc.put("redirectUris", List.of(CALLBACK));
        oidc.put("tokenEndpointAuthMethod", "private_key_jwt");
        oidc.put("jwks", ClientAssertion.jwks(key));
        oidc.putAll(more);
        return oidc;
    }

    /// Pushes the request and lets a person sign in for it.
    private String authorize(Journey journey) {
        String reference = push(
                        bank, ClientAssertion.of(bank.id(), clientKey), journey.with("direct_sign_in", "social:alipay"))
                .then()
                .statusCode(201)
                .extract()
                .path("request_uri");
        Browser browser = new Browser();
        Browser.Answer toAlipay = browser.get(endpoint() + "/oidc/auth?client_id=" + bank.id() + "&request_uri="
                + URLEncoder.encode(reference, StandardCharsets.UTF_8));
        assertEquals(303, toAlipay.status());
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        return browser.follow(back.location(), endpoint()).location();
    }

    private static Response push(RelyingParty party, ClientAssertion assertion, Journey journey) {
        return assertion.request().formParams(journey.parameters()).post("/oidc/request");
    }

    private static RequestSpecification assertion(RelyingParty party, DpopKey key) {
        return ClientAssertion.of(party.id(), key).request();
    }

    private static Map<String, String> codeForm(String code, Journey journey) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                journey.verifier());
    }

    private Response redeem(String code, Journey journey) {
        return tokenRequest(bank, clientKey, codeForm(code, journey));
    }

    /// With the dance for a nonce (RFC 9449 §8).
    private Response tokenRequest(RelyingParty party, DpopKey key, Map<String, String> form) {
        String nonce = assertion(party, key)
                .header("DPoP", tokenKey.proof("POST", "/oidc/token").text())
                .formParams(form)
                .post("/oidc/token")
                .header("DPoP-Nonce");
        return assertion(party, key)
                .header(
                        "DPoP",
                        tokenKey.proof("POST", "/oidc/token")
                                .with("nonce", nonce)
                                .text())
                .formParams(form)
                .post("/oidc/token");
    }

    private Response userinfo(String scheme, String token, String nonce) {
        return given().header("Authorization", scheme + " " + token)
                .header(
                        "DPoP",
                        tokenKey.proof("GET", "/oidc/me")
                                .withTokenHash(token)
                                .with("nonce", nonce)
                                .text())
                .get("/oidc/me");
    }
}
