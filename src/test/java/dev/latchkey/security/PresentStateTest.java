package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens are worth what the present says, not what it was when they were made: whoever is disabled,
/// revoked or gone gets nothing more, at once.
@QuarkusTest
class PresentStateTest {
    private Scene scene;
    private RelyingParty app;
    private Browser browser;
    private Response tokens;
    private String userId;

    @BeforeEach
    void linSignsIn() {
        scene = Scene.set();
        app = scene.admin().webApp();
        browser = new Browser();
        tokens = app.signInAndRedeem(browser, "lin");
        userId = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
        userInfo().then().statusCode(200);
        assertActive(tokens.path("access_token"), true);
    }

    @AfterEach
    void close() {
        scene.admin().request().body(Map.of("isSuspended", false)).patch("/api/users/{id}/is-suspended", userId);
        scene.close();
    }

    @Test
    void aDisabledUserGetsNothingMore() {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", true))
                .patch("/api/users/{id}/is-suspended", userId)
                .then()
                .statusCode(200);
        assertEverythingIsOver();
        assertTrue(browser.get(app.journey().url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void aDeletedUserGetsNothingMore() {
        scene.admin().request().delete("/api/users/{id}", userId).then().statusCode(204);
        assertEverythingIsOver();
    }

    @Test
    void aRevokedConsentOpensNothingMore() {
        List<String> grants = scene.admin()
                .request()
                .get("/api/users/{id}/grants?applicationId={app}", userId, app.id())
                .then()
                .statusCode(200)
                .extract()
                .path("grants.id");
        grants.forEach(grant -> scene.admin()
                .request()
                .delete("/api/users/{id}/grants/{grant}", userId, grant)
                .then()
                .statusCode(204));
        assertEverythingIsOver();
    }

    @Test
    void aDeletedApplicationGetsNothingMore() {
        scene.admin()
                .request()
                .delete("/api/applications/{id}", app.id())
                .then()
                .statusCode(204);
        app.refresh(tokens.path("refresh_token")).then().statusCode(401).body("error", equalTo("invalid_client"));
        userInfo().then().statusCode(401);
        app.authenticated()
                .formParam("token", (String) tokens.path("access_token"))
                .post("/oidc/token/introspection")
                .then()
                .statusCode(401);
    }

    @Test
    void anApplicationWithoutItsSecretGetsNothingMore() {
        scene.admin()
                .request()
                .delete("/api/applications/{id}/secrets/{name}", app.id(), "Default secret")
                .then()
                .statusCode(204);
        app.refresh(tokens.path("refresh_token")).then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    @Test
    void aConnectorThatIsTakenOffThePageSignsNobodyInNotEvenOnTheWayBack() {
        Browser other = new Browser();
        Browser.Answer toAlipay =
                other.get(app.journey().with("direct_sign_in", "social:alipay").url());
        String callback = other.get(toAlipay.location() + "&person=lin").location();
        scene.admin().experience(Map.of("socialSignInConnectorTargets", List.of()));
        Browser.Answer answer = other.get(callback);
        assertEquals(503, answer.status());
        assertEquals(0, scene.alipay().calls().size() - callsBefore());
        assertTrue(
                other.get(app.journey().with("direct_sign_in", "social:alipay").url())
                        .location()
                        .startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void aConnectorThatIsDeletedSignsNobodyInNotEvenOnTheWayBack() {
        Browser other = new Browser();
        Browser.Answer toAlipay =
                other.get(app.journey().with("direct_sign_in", "social:alipay").url());
        String callback = other.get(toAlipay.location() + "&person=lin").location();
        scene.admin()
                .request()
                .delete("/api/connectors/{id}", Admin.ALIPAY)
                .then()
                .statusCode(204);
        assertEquals(4, other.get(callback).status() / 100);
    }

    /// What the sign-in of the set-up took.
    private static int callsBefore() {
        return 2;
    }

    private void assertEverythingIsOver() {
        app.refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        userInfo().then().statusCode(401).body("error", equalTo("invalid_token"));
        assertActive(tokens.path("access_token"), false);
        assertActive(tokens.path("refresh_token"), false);
    }

    private void assertActive(String token, boolean isActive) {
        app.authenticated()
                .formParam("token", token)
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200)
                .body("active", equalTo(isActive));
    }

    private Response userInfo() {
        return given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me");
    }
}
