package dev.latchkey.conformance;

import static dev.latchkey.conformance.Fapi2Client.GOOD_ASSERTION;
import static dev.latchkey.conformance.Fapi2Client.GOOD_PROOF;
import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import dev.latchkey.testing.Scene;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The modules of plan `fapi2` (`private_key_jwt`, DPoP) that both its variants have: the token endpoint and a
/// resource.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Fapi2Plan {
    Scene scene;
    Fapi2Client client;
    Fapi2Client second;

    abstract Fapi2Client register(Scene scene);

    abstract Fapi2Client registerSecond(Scene scene);

    /// What the client sends to the token endpoint, good for one use.
    abstract Map<String, String> form(Fapi2Client by);

    private Map<String, String> form() {
        return form(client);
    }

    /// The path of a resource that takes the tokens.
    abstract String resource();

    /// Where the suite reads what the service offers.
    abstract String discovery();

    @BeforeAll
    void prepare() {
        scene = Scene.set();
        Suite.prepare(scene.admin());
        client = register(scene);
        second = registerSecond(scene);
    }

    @AfterAll
    void close() {
        scene.admin().socialOnly();
        scene.close();
    }

    @Test
    void discoveryEndpointVerification() {
        JsonPath document =
                given().get(discovery()).then().statusCode(200).extract().jsonPath();
        assertEquals(Suite.ISSUER, document.getString("issuer"));
        for (String algorithms : List.of(
                "dpop_signing_alg_values_supported",
                "id_token_signing_alg_values_supported",
                "userinfo_signing_alg_values_supported",
                "token_endpoint_auth_signing_alg_values_supported")) {
            assertTrue(document.getList(algorithms).containsAll(List.of("PS256", "ES256")), algorithms);
        }
        assertTrue(document.getList("token_endpoint_auth_methods_supported").contains("private_key_jwt"));
        assertTrue(document.getList("grant_types_supported")
                .containsAll(List.of("authorization_code", "refresh_token", "client_credentials")));
        assertEquals(List.of("S256"), document.getList("code_challenge_methods_supported"));
        assertEquals(true, document.get("authorization_response_iss_parameter_supported"));
        assertEquals(endpoint() + "/oidc/request", document.getString("pushed_authorization_request_endpoint"));
        assertEquals(endpoint() + "/oidc/jwks", document.getString("jwks_uri"));
    }

    @Test
    void happyFlow() {
        Response tokens = tokens();
        tokens.then()
                .header("Cache-Control", containsString("no-store"))
                .contentType("application/json")
                .body("token_type", equalTo("DPoP"));
        assertTrue(tokens.jsonPath().get("expires_in") instanceof Integer);
        assertTrue(tokens.<String>path("access_token").length() >= 43);
        client.call(resource(), tokens.path("access_token"), GOOD_PROOF)
                .then()
                .statusCode(200)
                .header("Date", Fapi2Plan::isNow, equalTo(true));
    }

    @Test
    void anotherClientsTokenIsOfNoUseWithOnesOwnKey() {
        Response tokens = second.token(form(second), GOOD_ASSERTION, GOOD_PROOF);
        tokens.then().statusCode(200);
        String token = tokens.path("access_token");
        second.call(resource(), token, GOOD_PROOF).then().statusCode(200);
        client.call(resource(), token, GOOD_PROOF)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    @Test
    void accessTokenTypeHeaderCaseSensitivity() {
        String token = tokens().path("access_token");
        for (String scheme : List.of("dpop", "DPOP", "dPoP")) {
            client.call(resource(), scheme, token, GOOD_PROOF).then().statusCode(200);
        }
    }

    // --- Who sends a token request -------------------------------------------------------------------

    @Test
    void ensureHolderOfKeyRequired() {
        client.assertion()
                .request()
                .formParams(form())
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void ensureClientAssertionInTokenEndpoint() {
        given().formParam("client_id", client.id())
                .header("DPoP", client.tokenKey().proof("POST", "/oidc/token").text())
                .formParams(form())
                .post("/oidc/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void ensureSignedClientAssertionWithRS256Fails() {
        refuseClient(assertion -> new ClientAssertion(
                new DpopKey("RS256", client.key().pair()),
                Map.of("alg", "RS256", "kid", ClientAssertion.KEY_ID),
                assertion.claims()));
    }

    @Test
    void ensureClientAssertionWithExpIs5MinutesInPastFails() {
        refuseClient(assertion -> assertion.with("exp", now() - 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://suite.example/other", "/oidc/token", "/oidc/request", "/oidc/"})
    void ensureClientAssertionWithWrongAudFails(String audience) {
        refuseClient(assertion -> assertion.with("aud", audience.startsWith("/") ? endpoint() + audience : audience));
    }

    @Test
    void ensureClientAssertionWithAudAsArrayFails() {
        refuseClient(assertion -> assertion.with("aud", List.of(Suite.ISSUER)));
        refuseClient(assertion -> assertion.with("aud", List.of(Suite.ISSUER, endpoint() + "/oidc/token")));
    }

    @Test
    void ensureClientAssertionWithNoSubFails() {
        refuseClient(assertion -> assertion.with("sub", null));
    }

    @Test
    void ensureClientAssertionWithIatNbf8SecondsInTheFutureIsAccepted() {
        token(assertion -> assertion.with("iat", now() + 8).with("nbf", now() + 8), GOOD_PROOF)
                .then()
                .statusCode(200);
    }

    @Test
    void ensureClientAssertionWithIatNbfOver60SecondsInTheFutureFails() {
        refuseClient(assertion ->
                assertion.with("iat", now() + 70).with("nbf", now() + 70).with("exp", now() + 130));
    }

    /// The second client's name over the first one's signature.
    @Test
    void ensureClientIdInTokenEndpoint() {
        Map<String, String> form = new HashMap<>(form());
        form.put("client_id", second.id());
        client.token(form, assertion -> assertion.with("iss", second.id()).with("sub", second.id()), GOOD_PROOF)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    // --- Proofs at the token endpoint ----------------------------------------------------------------

    @Test
    void checkDpopProofNbfExp() {
        Function<DpopProof, String> proof =
                made -> made.with("nbf", now()).with("exp", now() + 300).text();
        Response tokens = token(GOOD_ASSERTION, proof);
        tokens.then().statusCode(200);
        client.call(resource(), tokens.path("access_token"), proof).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void ensureDpopProofWithIat10SecondsOffSucceeds(int seconds) {
        Function<DpopProof, String> proof =
                made -> made.with("iat", now() + seconds).text();
        Response tokens = token(GOOD_ASSERTION, proof);
        tokens.then().statusCode(200);
        client.call(resource(), tokens.path("access_token"), proof).then().statusCode(200);
    }

    // --- Proofs at the resource ----------------------------------------------------------------------

    @TestFactory
    List<DynamicTest> dpopNegativeTests() {
        String token = tokens().path("access_token");
        Map<String, Function<DpopProof, String>> wrong = new LinkedHashMap<>();
        wrong.put("is no JWT", proof -> "not-a-jwt");
        wrong.put("has no signature", proof -> proof.text().replaceFirst("\\.[^.]*$", "."));
        wrong.put("has another signature", proof -> proof.signedBy(DpopKey.make()));
        for (String name : List.of("typ", "alg", "jwk")) {
            wrong.put("has no " + name, proof -> proof.withHeader(name, null).text());
        }
        for (String name : List.of("jti", "htm", "htu", "iat", "ath")) {
            wrong.put("has no " + name, proof -> proof.with(name, null).text());
        }
        wrong.put("has another typ", proof -> proof.withHeader("typ", "JWT").text());
        wrong.put("has alg none", proof -> proof.withHeader("alg", "none").text());
        wrong.put("has alg RS256", proof -> proof.withHeader("alg", "RS256").text());
        wrong.put(
                "shows a private key",
                proof -> proof.withHeader("jwk", withPrivatePart()).text());
        wrong.put("is for PUT", proof -> proof.with("htm", "PUT").text());
        wrong.put(
                "is for another address",
                proof -> proof.with("htu", "https://suite.example/x").text());
        wrong.put(
                "comes from the future",
                proof -> proof.with("iat", now() + 3600).text());
        wrong.put(
                "comes from the past", proof -> proof.with("iat", now() - 3600).text());
        wrong.put("is for another token", proof -> proof.withTokenHash("other").text());
        wrong.put(
                "is of another key",
                proof -> DpopKey.make()
                        .proof("GET", resource())
                        .withTokenHash(token)
                        .with("nonce", proof.claims().get("nonce"))
                        .text());
        List<DynamicTest> tests = new ArrayList<>();
        wrong.forEach((name, proof) -> tests.add(
                DynamicTest.dynamicTest("a proof that " + name, () -> refused(client.call(resource(), token, proof)))));
        // the token has not stopped working for another reason
        tests.add(DynamicTest.dynamicTest(
                "a good proof is still one",
                () -> client.call(resource(), token, GOOD_PROOF).then().statusCode(200)));
        return tests;
    }

    @Test
    void dpopHtuIsComparedInItsNormalFormAndWithoutQuery() {
        String token = tokens().path("access_token");
        for (String htu : List.of(
                endpoint() + resource() + "?a=b#c",
                endpoint().replace("http://localhost", "HTTP://LOCALHOST") + resource(),
                endpoint() + resource())) {
            client.call(resource(), token, proof -> proof.with("htu", htu).text())
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void dpopProofsWithUnknownMembersAreAccepted() {
        client.call(
                        resource(),
                        tokens().path("access_token"),
                        proof -> proof.withHeader("extra", "x")
                                .with("extra", "x")
                                .text())
                .then()
                .statusCode(200);
    }

    @Test
    void aDpopProofIsGoodForOneUse() {
        String token = tokens().path("access_token");
        String id = UUID.randomUUID().toString();
        client.call(resource(), token, proof -> proof.with("jti", id).text())
                .then()
                .statusCode(200);
        refused(client.call(resource(), token, proof -> proof.with("jti", id).text()));
    }

    @Test
    void twoDpopProofsAreOneTooMany() {
        String token = tokens().path("access_token");
        refused(given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof(token), proof(token))
                .get(resource()));
    }

    @Test
    void withoutADpopProofTheTokenOpensNothing() {
        String token = tokens().path("access_token");
        for (String scheme : List.of("DPoP", "Bearer")) {
            refused(given().header("Authorization", scheme + " " + token).get(resource()));
        }
        refused(given().header("Authorization", "Bearer " + token)
                .header("DPoP", proof(token))
                .get(resource()));
    }

    // --- The steps -----------------------------------------------------------------------------------

    Response tokens() {
        Response tokens = token(GOOD_ASSERTION, GOOD_PROOF);
        assertEquals(200, tokens.statusCode(), tokens::asString);
        return tokens;
    }

    Response token(UnaryOperator<ClientAssertion> assertion, Function<DpopProof, String> proof) {
        return client.token(form(), assertion, proof);
    }

    private void refuseClient(UnaryOperator<ClientAssertion> assertion) {
        token(assertion, GOOD_PROOF).then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    private static boolean isNow(String date) {
        Instant said =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Math.abs(said.getEpochSecond() - now()) < 60
                && date.matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).header("WWW-Authenticate", containsString("DPoP "));
    }

    private String proof(String token) {
        return client.tokenKey().proof("GET", resource()).withTokenHash(token).text();
    }

    private Map<String, Object> withPrivatePart() {
        Map<String, Object> jwk = new HashMap<>(client.tokenKey().jwk());
        jwk.put("d", Suite.random(32));
        return jwk;
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }
}
