package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people change of their own account by the account API (reference, management API §12).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyAccountChangesTest {
    private static final String PROOF = "logto-verification-id";
    private static final String NEW_PASSWORD = "an umbrella above the old bridge";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TwoProviders two;
    private String name;
    private String id;
    private Browser browser;
    private Response tokens;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void somebodyWithAPasswordSignsIn() {
        name = "changes" + COUNT.incrementAndGet();
        id = two.person(Map.of(
                "username",
                name,
                "password",
                PASSWORD,
                "primaryEmail",
                name + "@example.com",
                "primaryPhone",
                "861380000" + (1000 + COUNT.get())));
        two.identity(id, ACME, name);
        browser = new Browser();
        tokens = tokens(browser);
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void furtherClaimsOfTheProfileAreChangedOneByOne() {
        me().body(Map.of("nickname", "Linlin", "locale", "zh-CN"))
                .patch("/api/my-account/profile")
                .then()
                .statusCode(200)
                .body("nickname", equalTo("Linlin"));
        me().body("{\"nickname\":null,\"givenName\":\"Lin\"}")
                .patch("/api/my-account/profile")
                .then()
                .statusCode(200)
                .body("nickname", nullValue())
                .body("givenName", equalTo("Lin"))
                .body("locale", equalTo("zh-CN"));
        me().body(Map.of("nickname", 7)).patch("/api/my-account/profile").then().statusCode(400);
        me().get("/api/my-account").then().body("profile.givenName", equalTo("Lin"));
    }

    @Test
    void aNewPasswordTakesAProofAndTheOldOneIsNoGoodAnyMore() {
        changePassword(NEW_PASSWORD, "none").statusCode(403);
        changePassword("short", proof(PASSWORD)).statusCode(422).body("code", equalTo("password.rejected"));
        changePassword(NEW_PASSWORD, proof(PASSWORD)).statusCode(204);

        me().body(Map.of("password", PASSWORD))
                .post("/api/verifications/password")
                .then()
                .statusCode(422);
        proof(NEW_PASSWORD);
    }

    /// Whoever knew the old one is out; whoever changed it goes on.
    @Test
    void aNewPasswordSignsOutEverywhereElse() {
        Browser elsewhere = new Browser();
        Response others = tokens(elsewhere);
        changePassword(NEW_PASSWORD, proof(PASSWORD)).statusCode(204);

        me().get("/api/my-account").then().statusCode(200);
        two.app().refresh(tokens.path("refresh_token")).then().statusCode(200);
        assertTrue(silently(browser).contains("code="));
        given().auth()
                .oauth2(others.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
        two.app().refresh(others.path("refresh_token")).then().statusCode(400);
        assertTrue(silently(elsewhere).contains("error=login_required"));
    }

    @ParameterizedTest
    @CsvSource({"primary-email, primaryEmail", "primary-phone, primaryPhone"})
    void anAddressIsTakenAwayWithAProof(String path, String field) {
        me().delete("/api/my-account/" + path).then().statusCode(403);
        me().header(PROOF, proof(PASSWORD))
                .delete("/api/my-account/" + path)
                .then()
                .statusCode(204);
        two.admin().request().get("/api/users/" + id).then().body(field, nullValue());
    }

    @Test
    void whatWasChangedIsInTheLog() {
        me().body(Map.of("name", "Lin", "isSuspended", true))
                .patch("/api/my-account")
                .then()
                .statusCode(200);
        changePassword(NEW_PASSWORD, proof(PASSWORD)).statusCode(204);
        two.admin()
                .request()
                .queryParam("userId", id)
                .queryParam("applicationId", two.app().id())
                .get("/api/logs")
                .then()
                .body("key", hasItems("User.PasswordChange", "User.Update"))
                .body("findAll { it.key == 'User.Update' }.payload.fields", contains(List.of("name")))
                .body("findAll { it.key.startsWith('User.') }.payload.method", everyItem(equalTo("Account")));
    }

    private ValidatableResponse changePassword(String password, String proof) {
        return me().header(PROOF, proof)
                .body(Map.of("password", password))
                .post("/api/my-account/password")
                .then();
    }

    private String proof(String password) {
        return me().body(Map.of("password", password))
                .post("/api/verifications/password")
                .then()
                .statusCode(201)
                .extract()
                .path("verificationRecordId");
    }

    private RequestSpecification me() {
        return given().auth().oauth2(tokens.path("access_token")).contentType(ContentType.JSON);
    }

    private String silently(Browser where) {
        return where.get(two.app().journey().with("prompt", "none").url()).location();
    }

    private Response tokens(Browser where) {
        Journey journey = two.app().journey().with("scope", "openid offline_access profile email phone");
        String end = where.follow(
                        TwoProviders.visit(where, two.openPage(where, journey), ACME, name)
                                .location(),
                        RelyingParty.endpoint())
                .location();
        return two.app().redeem(parameter(end, "code"), journey);
    }
}
