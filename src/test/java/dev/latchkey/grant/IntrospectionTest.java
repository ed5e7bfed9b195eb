package dev.latchkey.grant;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
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
        isInactive(introspect(scene.app(), tokens.path("access_token")));
        isInactive(introspect(scene.app(), tokens.path("refresh_token")));
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
        Response own = scene.app().signInAndRedeem(new Browser(), "aisha");
        introspect(scene.app(), own.path("access_token")).body("active", equalTo(true));
        scene.app()
                .authenticated()
                .formParam("token", (String) own.path("refresh_token"))
                .post("/oidc/token/revocation");
        isInactive(introspect(scene.app(), own.path("access_token")));
        isInactive(introspect(scene.app(), own.path("refresh_token")));
    }

    @Test
    void aRotatedRefreshTokenIsInactive() {
        Response own = scene.app().signInAndRedeem(new Browser(), "wei");
        scene.app().refresh(own.path("refresh_token")).then().statusCode(200);
        isInactive(introspect(scene.app(), own.path("refresh_token")));
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
