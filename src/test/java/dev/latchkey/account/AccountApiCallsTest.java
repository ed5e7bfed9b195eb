package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call the account API from where: pages of the application (Fetch Standard §3.2), and with a token that is
/// bound to a key whoever has the key (RFC 9449 §7).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountApiCallsTest {
    private static final String PATH = "/api/my-account";
    private static final String OWN = "http://localhost:3000";

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
    @ValueSource(
            strings = {
                PATH,
                PATH + "/identities",
                PATH + "/identities/alipay",
                "/api/verifications/password",
                "/api/verifications/social/verify"
            })
    void aPageAsksBeforeItCalls(String path) {
        given().header("Origin", OWN)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type,logto-verification-id,dpop")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo(OWN))
                .header("Access-Control-Allow-Methods", equalTo("GET, POST, PATCH, DELETE"))
                .header("Access-Control-Allow-Headers", containsString("logto-verification-id"))
                .header("Access-Control-Allow-Headers", containsString("DPoP"))
                .header("Access-Control-Allow-Credentials", nullValue());
    }

    @Test
    void aPageOfTheApplicationReadsAnswersAndErrors() {
        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        Response answer = given().header("Origin", OWN).auth().oauth2(token).get(PATH);
        answer.then().statusCode(200).header("Access-Control-Allow-Origin", equalTo(OWN));
        assertThat(answer.headers().getValues("Vary"), hasItem("Origin"));
        given().header("Origin", OWN)
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("password", "x"))
                .post("/api/verifications/password")
                .then()
                .statusCode(422)
                .header("Access-Control-Allow-Origin", equalTo(OWN));
        given().header("Origin", OWN)
                .auth()
                .oauth2("x".repeat(43))
                .get(PATH)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo(OWN));
    }

    @Test
    void aPageOfAnotherOriginChangesAndReadsNothing() {
        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        given().header("Origin", "https://elsewhere.example")
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Elsewhere"))
                .patch(PATH)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
        given().auth().oauth2(token).get(PATH).then().body("name", not("Elsewhere"));
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKey() {
        DpopKey key = DpopKey.make();
        String token = boundToken(key);

        given().header("Authorization", "DPoP " + token)
                .header("DPoP", key.proof("GET", PATH).withTokenHash(token).text())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("id", notNullValue());
        given().auth()
                .oauth2(token)
                .get(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"))
                .header("WWW-Authenticate", startsWith("DPoP"));
        given().header("Authorization", "DPoP " + token).get(PATH).then().statusCode(401);
        given().header("Authorization", "DPoP " + token)
                .header(
                        "DPoP",
                        key.proof("GET", "/oidc/me").withTokenHash(token).text())
                .get(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_dpop_proof"));
        given().header("Authorization", "DPoP " + token)
                .header(
                        "DPoP",
                        DpopKey.make().proof("GET", PATH).withTokenHash(token).text())
                .get(PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void aBearerTokenIsNoBoundToken() {
        DpopKey key = DpopKey.make();
        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        given().header("Authorization", "DPoP " + token)
                .header("DPoP", key.proof("GET", PATH).withTokenHash(token).text())
                .get(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"));
    }

    private String boundToken(DpopKey key) {
        RelyingParty app = scene.web();
        Journey journey = app.journey();
        String code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        return app.authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", app.redirectUri())
                .formParam("code_verifier", journey.verifier())
                .post("/oidc/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
