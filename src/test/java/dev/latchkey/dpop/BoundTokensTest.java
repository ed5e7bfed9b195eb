package dev.latchkey.dpop;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9449 §5 to §7 and §10: codes, refresh tokens and access tokens of a person, bound to a key.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundTokensTest {
    private final DpopKey key = DpopKey.make();
    private final DpopKey thief = DpopKey.make();
    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "dpop", "DPOP"})
    void userinfoTakesABoundTokenWithAProofOfItsKey(String scheme) {
        String token = signIn(scene.app()).path("access_token");
        Jwt idToken = Jwt.of(signIn(scene.app()).path("id_token"));
        for (String method : new String[] {"GET", "POST"}) {
            userinfo(scheme, token, me(method, token).text())
                    .request(method, "/oidc/me")
                    .then()
                    .statusCode(200)
                    .body("sub", equalTo(idToken.claims().get("sub").asText()));
        }
    }

    @Test
    void aBoundTokenIsNoBearerToken() {
        String token = signIn(scene.app()).path("access_token");
        for (Response answer : List.of(
                given().auth().preemptive().oauth2(token).get("/oidc/me"),
                given().auth()
                        .preemptive()
                        .oauth2(token)
                        .header("DPoP", me("GET", token).text())
                        .get("/oidc/me"),
                given().formParam("access_token", token).post("/oidc/me"))) {
            answer.then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_token"))
                    .header(
                            "WWW-Authenticate",
                            allOf(
                                    startsWith("DPoP "),
                                    containsString("error=\"invalid_token\""),
                                    containsString("algs=\"ES256 PS256 EdDSA\"")));
        }
    }

    @Test
    void aBearerTokenIsNoBoundToken() {
        String token = scene.app().signInAndRedeem(new Browser(), "lin").path("access_token");
        isUnauthorized(userinfo("DPoP", token, me("GET", token).text()).get("/oidc/me"), "invalid_token");
        isUnauthorized(given().header("Authorization", "DPoP " + token).get("/oidc/me"), "invalid_token");
        given().header("Authorization", "bEaReR " + token)
                .get("/oidc/me")
                .then()
                .statusCode(200);
    }

    @Test
    void anUnknownTokenIsAskedForByTheSchemeItCameIn() {
        isUnauthorized(userinfo("DPoP", "x".repeat(43), "x").get("/oidc/me"), "invalid_token");
        given().auth()
                .preemptive()
                .oauth2("x".repeat(43))
                .get("/oidc/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer "));
    }

    @Test
    void aProofThatIsNotForThisTokenAndRequestIsRefused() {
        String token = signIn(scene.app()).path("access_token");
        String other = signIn(scene.app()).path("access_token");
        List.of(
                        me("GET", token).with("ath", null),
                        me("GET", token).with("ath", ""),
                        me("GET", other),
                        me("POST", token),
                        me("GET", token).with("htu", RelyingParty.endpoint() + "/oidc/token"),
                        me("GET", token).with("iat", 1),
                        me("GET", token).withHeader("typ", "JWT"))
                .forEach(proof ->
                        isUnauthorized(userinfo("DPoP", token, proof.text()).get("/oidc/me"), "invalid_dpop_proof"));
        isUnauthorized(given().header("Authorization", "DPoP " + token).get("/oidc/me"), "invalid_dpop_proof");
        isUnauthorized(userinfo("DPoP", token, "x.y.z").get("/oidc/me"), "invalid_dpop_proof");
    }

    @Test
    void aProofOfAnotherKeyIsRefused() {
        String token = signIn(scene.app()).path("access_token");
        String proof = thief.proof("GET", "/oidc/me").withTokenHash(token).text();
        isUnauthorized(userinfo("DPoP", token, proof).get("/oidc/me"), "invalid_token");
    }

    @Test
    void ofParallelRequestsWithOneProofUserinfoAnswersOne() {
        String token = signIn(scene.app()).path("access_token");
        String proof = me("GET", token).text();
        List<Integer> statuses = Parallel.run(
                10, () -> userinfo("DPoP", token, proof).get("/oidc/me").statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    }

    @Test
    void theRefreshTokenOfAPublicApplicationNeedsItsKey() {
        String token = signIn(scene.app()).path("refresh_token");
        isRefused(refresh(scene.app(), token, thief), "invalid_grant");
        isRefused(scene.app().refresh(token), "invalid_grant");

        Response refreshed = refresh(scene.app(), token, key);

        refreshed.then().statusCode(200).body("token_type", equalTo("DPoP"));
        String successor = refreshed.path("refresh_token");
        assertNotEquals(token, successor);
        isRefused(refresh(scene.app(), successor, thief), "invalid_grant");
        refresh(scene.app(), successor, key).then().statusCode(200);
    }

    @Test
    void aThiefWithoutTheKeyDoesNotEndTheFamilyByReplaying() {
        String first = signIn(scene.app()).path("refresh_token");
        String second = refresh(scene.app(), first, key).path("refresh_token");
        String third = refresh(scene.app(), second, key).path("refresh_token");
        isRefused(refresh(scene.app(), first, thief), "invalid_grant");
        refresh(scene.app(), third, key).then().statusCode(200);
    }

    @Test
    void aClientThatLostTheAnswerGetsTheSameSuccessorWithANewProof() {
        String token = signIn(scene.app()).path("refresh_token");
        Set<String> successors = new HashSet<>(Parallel.run(
                20,
                () -> refresh(scene.app(), token, key)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("refresh_token")));
        assertEquals(1, successors.size());
        assertTrue(successors.contains(refresh(scene.app(), token, key).<String>path("refresh_token")));
        isRefused(refresh(scene.app(), token, thief), "invalid_grant");
    }

    @Test
    void aPublicApplicationThatBeginsToProveAKeyIsHeldToIt() {
        String token = scene.app().signInAndRedeem(new Browser(), "lin").path("refresh_token");
        String successor = refresh(scene.app(), token, key).path("refresh_token");
        isRefused(scene.app().refresh(successor), "invalid_grant");
        refresh(scene.app(), successor, key).then().statusCode(200);
    }

    @Test
    void aConfidentialApplicationMayChangeItsKey() {
        String token = signIn(scene.web()).path("refresh_token");
        DpopKey next = DpopKey.make();
        Response refreshed = refresh(scene.web(), token, next);
        refreshed.then().statusCode(200).body("token_type", equalTo("DPoP"));
        String accessToken = refreshed.path("access_token");
        String proof = next.proof("GET", "/oidc/me").withTokenHash(accessToken).text();
        userinfo("DPoP", accessToken, proof).get("/oidc/me").then().statusCode(200);
        scene.web().refresh(token).then().statusCode(200).body("token_type", equalTo("Bearer"));
    }

    @Test
    void introspectionTellsTheKey() {
        String token = signIn(scene.web()).path("access_token");
        scene.web()
                .authenticated()
                .formParam("token", token)
                .post("/oidc/token/introspection")
                .then()
                .body("active", equalTo(true))
                .body("token_type", equalTo("DPoP"))
                .body("cnf.jkt", equalTo(key.thumbprint()));
        String bearer = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        scene.web()
                .authenticated()
                .formParam("token", bearer)
                .post("/oidc/token/introspection")
                .then()
                .body("token_type", equalTo("Bearer"))
                .body("cnf", nullValue());
    }

    @Test
    void aCodeThatIsBoundToAKeyIsRedeemedWithItAlone() {
        Journey journey = scene.app().journey().with("dpop_jkt", key.thumbprint());
        redeem(scene.app(), journey, code(journey), key).then().statusCode(200);

        String code = code(journey);
        isRefused(redeem(scene.app(), journey, code, thief), "invalid_grant");
        isRefused(redeem(scene.app(), journey, code, key), "invalid_grant"); // the wrong guess burned it

        isRefused(scene.app().redeem(code(journey), journey), "invalid_grant");
    }

    @Test
    void aThumbprintThatIsNoneIsRefusedBeforeAnybodySignsIn() {
        for (String thumbprint : new String[] {"short", "x".repeat(44), "*".repeat(43)}) {
            String answer = new Browser()
                    .get(scene.web().journey().with("dpop_jkt", thumbprint).url())
                    .location();
            assertEquals("invalid_request", parameter(answer, "error"));
        }
    }

    @Test
    void aCodeSurvivesARefusedProof() {
        Journey journey = scene.app().journey();
        String code = code(journey);
        scene.app()
                .authenticated()
                .header("DPoP", "x.y.z")
                .formParams(Map.of("grant_type", "authorization_code", "code", code))
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
        redeem(scene.app(), journey, code, key).then().statusCode(200);
    }

    private Response signIn(RelyingParty party) {
        Journey journey = party.journey();
        Response answer = redeem(party, journey, code(journey), key);
        answer.then().statusCode(200).body("token_type", equalTo("DPoP"));
        return answer;
    }

    private static String code(Journey journey) {
        return parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
    }

    private static Response redeem(RelyingParty party, Journey journey, String code, DpopKey with) {
        return party.authenticated()
                .header("DPoP", with.proof("POST", "/oidc/token").text())
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", party.redirectUri())
                .formParam("code_verifier", journey.verifier())
                .post("/oidc/token");
    }

    private static Response refresh(RelyingParty party, String token, DpopKey with) {
        return party.authenticated()
                .header("DPoP", with.proof("POST", "/oidc/token").text())
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oidc/token");
    }

    private DpopProof me(String method, String token) {
        return key.proof(method, "/oidc/me").withTokenHash(token);
    }

    private static RequestSpecification userinfo(String scheme, String token, String proof) {
        return given().header("Authorization", scheme + " " + token).header("DPoP", proof);
    }

    private static void isRefused(Response answer, String error) {
        answer.then().statusCode(400).body("error", equalTo(error)).header("WWW-Authenticate", nullValue());
    }

    private static void isUnauthorized(Response answer, String error) {
        answer.then()
                .statusCode(401)
                .body("error", equalTo(error))
                .header(
                        "WWW-Authenticate",
                        allOf(startsWith("DPoP "), containsString("error=\"" + error + "\""), containsString("algs=")));
    }
}
