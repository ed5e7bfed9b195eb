package dev.latchkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which web pages may read the answers (Fetch Standard §3.2).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private Scene scene;
    private String accessToken;
    private String refreshToken;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        var tokens = scene.app().signInAndRedeem(new Browser(), "lin");
        accessToken = tokens.path("access_token");
        refreshToken = tokens.path("refresh_token");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capacitor://localhost", "https://localhost", "http://localhost", "ionic://localhost"})
    void aNativeAppMayCallFromItsShell(String origin) {
        refresh(scene.app(), origin)
                .then()
                .header("Access-Control-Allow-Origin", equalTo(origin))
                .header("Vary", equalTo("Origin"))
                .header("Access-Control-Allow-Credentials", nullValue());
        given().header("Origin", origin)
                .auth()
                .preemptive()
                .oauth2(accessToken)
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(origin));
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/oidc/me")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo(origin))
                .header("Access-Control-Allow-Headers", containsString("Authorization"))
                .header("Access-Control-Max-Age", equalTo("3600"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "null",
                "http://localhost:3000",
                "capacitor://evil",
                "https://localhost.evil.example"
            })
    void aForeignOriginIsRefused(String origin) {
        refresh(scene.app(), origin)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", origin)
                .auth()
                .preemptive()
                .oauth2(accessToken)
                .get("/oidc/me")
                .then()
                .statusCode(400)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void aWebAppMayCallFromItsOwnOriginAlone() {
        refresh(scene.web(), "http://localhost:3000")
                .then()
                .header("Access-Control-Allow-Origin", equalTo("http://localhost:3000"))
                .body("error", equalTo("invalid_grant"));
        refresh(scene.web(), "capacitor://localhost").then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void discoveryAndKeysAreOpenToEveryOrigin() {
        for (String path : new String[] {"/oidc/.well-known/openid-configuration", "/oidc/jwks"}) {
            given().header("Origin", "https://any.example.com")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", equalTo("*"));
        }
    }

    /// RFC 9700 §2.6: the browser is led there, no page calls it.
    @ParameterizedTest
    @ValueSource(strings = {"/oidc/auth", "/oidc/session/end", "/oidc/device", "/oidc/register", "/oidc/unknown"})
    void noPageMayCallWhatABrowserIsLedTo(String path) {
        given().header("Origin", "https://any.example.com")
                .header("Access-Control-Request-Method", "GET")
                .options(path)
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oidc/token",
                "/oidc/token/revocation",
                "/oidc/token/introspection",
                "/oidc/me",
                "/oidc/request",
                "/oidc/device/auth"
            })
    void aPreflightIsAnsweredWhereAPageMayCall(String path) {
        given().header("Origin", "https://any.example.com")
                .header("Access-Control-Request-Method", "POST")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo("https://any.example.com"));
    }

    private io.restassured.response.Response refresh(RelyingParty app, String origin) {
        return app.authenticated()
                .header("Origin", origin)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", refreshToken)
                .post("/oidc/token");
    }
}
