package dev.latchkey.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 7662: what an application or an API learns about a token.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectionTest {
    private Scene scene;
    private RelyingParty api;
    private Response tokens;

    @BeforeAll
    void linSignsIn() {
        scene = Scene.set();
        api = scene.admin().application("MachineToMachine", Map.of(), Map.of());
        tokens = scene.web().signInAndRedeem(new Browser(), "lin");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void tellsAnApplicationAboutItsAccessToken() {
        introspect(scene.web(), tokens.path("access_token"))
                .body("active", equalTo(true))
                .body("client_id", equalTo(scene.web().id()))
                .body(
                        "sub",
                        equalTo(Jwt.of(tokens.path("id_token"))
                                .claims()
                                .get("sub")
                                .asText()))
                .body("scope", equalTo("openid offline_access profile"))
                .body("token_type", equalTo("Bearer"))
                .body("exp", notNullValue());
    }

    @Test
    void tellsAnApplicationAboutItsRefreshToken() {
        introspect(scene.web(), tokens.path("refresh_token"))
                .body("active", equalTo(true))
                .body("token_type", equalTo("refresh_token"));
    }

    @Test
    void tellsAnApiAboutTheTokensOfAll() {
        introspect(api, tokens.path("access_token")).body("active", equalTo(true));
    }

    @Test
    void tellsAnotherApplicationNothing() {
        RelyingParty other = scene.admin().webApp();
        isInactive(introspect(other, tokens.path("access_token")));
        isInactive(introspect(other, tokens.path("refresh_token")));
        isInactive(introspect(api, tokens.path("refresh_token")));
    }

    @Test
    void needsAnApplicationWithASecret() {
        scene.app()
                .authenticated()
                .formParam("token", "any")
                .post("/oidc/token/introspection")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aTokenForAnApiDiesWithItsAuthorization() {
        scene.admin()
                .request()
                .body(Map.of("name", "Till", "indicator", "https://till.example.com"))
                .post("/api/resources");
        RelyingParty.Journey journey = scene.web().journey().with("resource", "https://till.example.com");
        String refreshToken =
                scene.web().signInAndRedeem(new Browser(), journey, "lin").path("refresh_token");
        String token = scene.web()
                .token(Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", refreshToken,
                        "resource", "https://till.example.com"))
                .path("access_token");
        introspect(api, token).body("active", equalTo(true));
        scene.web().authenticated().formParam("token", refreshToken).post("/oidc/token/revocation");
        isInactive(introspect(api, token));
    }

    /// RFC 7009 §2: a JWT too, alone, and by its own application only.
    @Test
    void aTokenForAnApiCanBeRevokedAlone() {
        String indicator = "https://drawer.example.com";
        scene.admin()
                .request()
                .body(Map.of("name", "Drawer", "indicator", indicator))
                .post("/api/resources");
        RelyingParty web = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("allowTokenExchange", true));
        String refreshToken = web.signInAndRedeem(new Browser(), web.journey().with("resource", indicator), "lin")
                .path("refresh_token");
        String token = web.refresh(refreshToken, indicator).path("access_token");
        String other = web.refresh(refreshToken, indicator).path("access_token");
        revoke(scene.web(), token);
        introspect(api, token).body("active", equalTo(true));

        revoke(web, token);
        revoke(web, token);

        isInactive(introspect(api, token));
        isInactive(introspect(web, token));
        exchange(web, token, indicator).statusCode(400).body("error", equalTo("invalid_request"));
        introspect(api, other).body("active", equalTo(true));
        exchange(web, other, indicator).statusCode(200);
    }

    @Test
    void aTokenOfAMachineCanBeRevokedToo() {
        RelyingParty machine = new RelyingParty(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET, null);
        Map<String, String> request =
                Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management", "scope", "all");
        String token = machine.token(request).path("access_token");
        introspect(api, token).body("active", equalTo(true));

        revoke(machine, token);

        isInactive(introspect(api, token));
        given().auth().oauth2(token).get("/api/resources").then().statusCode(401);
        given().auth()
                .oauth2((String) machine.token(request).path("access_token"))
                .get("/api/resources")
                .then()
                .statusCode(200);
    }

    private static void revoke(RelyingParty party, String token) {
        party.authenticated()
                .formParam("token", token)
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse exchange(RelyingParty party, String token, String indicator) {
        return party.token(Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        token,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "resource",
                        indicator))
                .then();
    }

    @Test
    void tellsNothingAboutTokensThatAreUnknownOrNone() {
        isInactive(introspect(api, "unknown"));
        isInactive(introspect(api, "x".repeat(43)));
        isInactive(introspect(api, tokens.path("id_token")));
    }

    @Test
    void tellsAboutATokenForAnApi() {
        String token = api.token(Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management"))
                .path("access_token");
        introspect(api, token)
                .body("active", equalTo(true))
                .body("aud", equalTo("urn:latchkey:management"))
                .body("client_id", equalTo(api.id()));
        isInactive(introspect(scene.web(), token));
    }

    @Test
    void aRevokedTokenIsInactiveAtOnce() {
        Response own = scene.web().signInAndRedeem(new Browser(), "aisha");
        introspect(scene.web(), own.path("access_token")).body("active", equalTo(true));
        scene.web()
                .authenticated()
                .formParam("token", (String) own.path("refresh_token"))
                .post("/oidc/token/revocation");
        isInactive(introspect(scene.web(), own.path("access_token")));
        isInactive(introspect(scene.web(), own.path("refresh_token")));
    }

    private static void isInactive(ValidatableResponse answer) {
        answer.body("active", equalTo(false)).body("$", aMapWithSize(1));
    }

    private static ValidatableResponse introspect(RelyingParty caller, String token) {
        return caller.authenticated()
                .formParam("token", token)
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"));
    }
}
