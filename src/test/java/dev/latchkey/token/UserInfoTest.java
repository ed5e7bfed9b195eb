package dev.latchkey.token;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.token.WellKnown.tokens;
import static dev.latchkey.token.WellKnown.userInfo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Core §5.3: how userinfo is asked, and what it answers.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserInfoTest {
    private static final String ALL_SCOPES = "openid profile email phone address custom_data identities";

    private Scene scene;
    private String wei;
    private Response tokens;
    private String accessToken;

    @BeforeAll
    void weiSignsIn() {
        scene = Scene.set();
        wei = WellKnown.enter(scene);
        tokens = tokens(scene.web(), scene.web().journey().with("scope", ALL_SCOPES));
        accessToken = tokens.path("access_token");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void showsEveryStandardClaimInItsStandardShape() {
        userInfo(tokens)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("sub", equalTo(wei))
                .body("name", equalTo("魏𠮷堃"))
                .body("family_name", equalTo("魏"))
                .body("given_name", equalTo("𠮷堃"))
                .body("middle_name", equalTo("M."))
                .body("nickname", equalTo("Jikun"))
                .body("preferred_username", equalTo("jikun"))
                .body("profile", equalTo("https://example.com/wei"))
                .body("picture", equalTo("https://avatars.example.com/wei.png"))
                .body("website", equalTo("https://wei.example.com"))
                .body("gender", equalTo("male"))
                .body("birthdate", equalTo("1990-02-28"))
                .body("zoneinfo", equalTo("Asia/Shanghai"))
                .body("locale", equalTo("zh-CN"))
                .body("username", equalTo("wei_jikun"))
                .body("email", equalTo("wei@example.com"))
                .body("email_verified", equalTo(true))
                .body("phone_number", equalTo("+8613912345678"))
                .body("phone_number_verified", equalTo(true))
                .body("custom_data", equalTo(Map.of("level", 3)))
                .body("identities.alipay.details.name", equalTo("魏𠮷堃"));
    }

    @Test
    void spellsTheAddressAsTheStandardDoes() {
        userInfo(tokens)
                .body(
                        "address",
                        equalTo(Map.of(
                                "formatted", "1 Example Road\nHangzhou",
                                "street_address", "1 Example Road",
                                "locality", "Hangzhou",
                                "region", "Zhejiang",
                                "postal_code", "310000",
                                "country", "CN")));
    }

    /// The one is the standard's, the other what compatible clients have always read.
    @Test
    void countsUpdatedAtInSecondsAndCreatedAtInMilliseconds() {
        userInfo(tokens)
                .body("updated_at", allOf(greaterThan(1_600_000_000), lessThan(Integer.MAX_VALUE)))
                .body("created_at", greaterThan(1_600_000_000_000L));
    }

    /// OIDC Core §5.3.2: null is no value.
    @Test
    void leavesOutWhatIsNotKnown() {
        RelyingParty web = scene.web();
        Response nobody = web.signInAndRedeem(new Browser(), web.journey().with("scope", ALL_SCOPES), "noname");
        Map<String, Object> known = userInfo(nobody).extract().jsonPath().getMap("$");
        assertEquals(
                Set.of("sub", "updated_at", "created_at", "custom_data", "identities", "sso_identities"),
                known.keySet());
        Jwt.of(nobody.path("id_token"))
                .claims()
                .properties()
                .forEach(claim -> assertFalse(claim.getValue().isNull(), claim::getKey));
    }

    @Test
    void leavesOutWhatIsEmpty() {
        Response aisha =
                scene.web().signInAndRedeem(new Browser(), scene.web().journey().with("scope", ALL_SCOPES), "aisha");
        String sub = userInfo(aisha).extract().path("sub");
        scene.admin()
                .request()
                .body(Map.of("profile", Map.of("nickname", "", "address", Map.of("country", ""))))
                .patch("/api/users/{id}", sub)
                .then()
                .statusCode(200);
        userInfo(aisha).body("$", not(hasKey("nickname"))).body("$", not(hasKey("address")));
    }

    // --- The ways to ask (RFC 6750 §2) ---------------------------------------------------------------

    @Test
    void takesTheTokenInTheHeaderOrInAForm() {
        given().header("Authorization", "Bearer " + accessToken)
                .get("/oidc/me")
                .then()
                .body("sub", equalTo(wei));
        given().header("Authorization", "bearer " + accessToken)
                .post("/oidc/me")
                .then()
                .body("sub", equalTo(wei));
        given().header("Authorization", "Bearer " + accessToken)
                .contentType("application/json")
                .body("{\"x\":\"%00\"}")
                .post("/oidc/me")
                .then()
                .body("sub", equalTo(wei));
        given().formParam("access_token", accessToken).post("/oidc/me").then().body("sub", equalTo(wei));
    }

    @Test
    void refusesTwoWaysAtOnce() {
        given().header("Authorization", "Bearer " + accessToken)
                .formParam("access_token", accessToken)
                .post("/oidc/me")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().header("Authorization", "Bearer " + accessToken)
                .queryParam("access_token", accessToken)
                .get("/oidc/me")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().formParam("access_token", accessToken)
                .formParam("access_token", accessToken)
                .post("/oidc/me")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void refusesATokenInTheAddressAloneOrInAnotherBody() {
        given().queryParam("access_token", accessToken).get("/oidc/me").then().statusCode(401);
        given().contentType("application/json")
                .body("{\"access_token\":\"" + accessToken + "\"}")
                .post("/oidc/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer x", "Bearer a b", "DPoP x", "林"})
    void refusesAnotherHeader(String header) {
        given().header("Authorization", header)
                .get("/oidc/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("error", equalTo("invalid_token"));
    }

    // --- Signed (OIDC Core §5.3.2) -------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384"})
    void isSignedForAnApplicationThatRegisteredAnAlgorithm(String algorithm) {
        RelyingParty party = signing(algorithm);
        Response answer = given().auth()
                .preemptive()
                .oauth2((String) tokens(party, party.journey()).path("access_token"))
                .get("/oidc/me");
        answer.then().statusCode(200).contentType("application/jwt").header("Cache-Control", equalTo("no-store"));
        Jwt jwt = Jwt.of(answer.asString());
        assertEquals(algorithm, jwt.header().get("alg").asText());
        assertTrue(jwt.isSignedByPublishedKey());
        assertEquals(endpoint() + "/oidc", jwt.claims().get("iss").asText());
        assertEquals(party.id(), jwt.claims().get("aud").asText());
        assertEquals(wei, jwt.claims().get("sub").asText());
        assertEquals("魏𠮷堃", jwt.claims().get("name").asText());
    }

    @Test
    void signedUserinfoIsNoIdTokenHint() {
        RelyingParty party = signing("RS256");
        Browser browser = new Browser();
        Response own = party.signInAndRedeem(browser, WellKnown.PERSON);
        String jwt = given().auth()
                .preemptive()
                .oauth2((String) own.path("access_token"))
                .get("/oidc/me")
                .asString();
        assertFalse(Jwt.of(jwt).claims().has("exp"));
        String address = browser.get(party.journey()
                        .with("id_token_hint", jwt)
                        .with("prompt", "none")
                        .url())
                .location();
        assertEquals("invalid_request", parameter(address, "error"));
    }

    @Test
    void refusalsStayJson() {
        RelyingParty party = signing("RS256");
        Response unscoped =
                party.signInAndRedeem(new Browser(), party.journey().with("scope", "profile"), WellKnown.PERSON);
        given().auth()
                .preemptive()
                .oauth2((String) unscoped.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(403)
                .contentType("application/json")
                .body("error", equalTo("insufficient_scope"));
    }

    @Test
    void discoveryNamesTheAlgorithms() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("userinfo_signing_alg_values_supported", hasItems("RS256", "PS256", "ES256", "ES384"))
                .body("userinfo_encryption_alg_values_supported", nullValue());
    }

    private RelyingParty signing(String algorithm) {
        return scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("userinfoSignedResponseAlg", algorithm));
    }
}
