package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static dev.latchkey.testing.TwoProviders.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The account API (reference, management API §12), and what administrators can take back.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyAccountTest {
    private static final String PROOF = "logto-verification-id";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private String name;
    private String id;
    private String token;
    private String refreshToken;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void signIn() {
        name = "mine" + COUNT.incrementAndGet();
        Response tokens = tokens(ACME, name);
        token = tokens.path("access_token");
        refreshToken = tokens.path("refresh_token");
        id = subject(tokens);
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void aPersonSeesAndChangesWhatTheTokenOpens() {
        me().get("/api/my-account")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("name", equalTo("Person " + name))
                .body("identities.acme.userId", equalTo(name))
                .body("primaryEmail", nullValue());
        String proof = verified(ACME, name);
        me().header(PROOF, proof)
                .body(Map.of("name", "Lin", "username", name, "isSuspended", true, "primaryEmail", "x@example.com"))
                .patch("/api/my-account")
                .then()
                .statusCode(200)
                .body("name", equalTo("Lin"))
                .body("username", equalTo(name));
        two.admin()
                .request()
                .get("/api/users/" + id)
                .then()
                .body("isSuspended", equalTo(false))
                .body("primaryEmail", nullValue());
        rename(proof, "{\"username\":\"1 2\"}").statusCode(400);
        rename(proof, "{\"username\":null}").statusCode(400);
        two.person(Map.of("username", name + "_taken"));
        rename(proof, "{\"username\":\"" + name + "_taken\"}").statusCode(422);
    }

    /// A stolen token would take the sign-in by password over.
    @Test
    void aUsernameIsChangedWithAProofAlone() {
        me().body(Map.of("username", name))
                .patch("/api/my-account")
                .then()
                .statusCode(403)
                .body("code", equalTo("verification_record.permission_denied"));
        me().get("/api/my-account").then().body("username", nullValue());
        me().body(Map.of("name", "Lin")).patch("/api/my-account").then().statusCode(200);
    }

    /// What its consent page says is to see, not to change.
    @Test
    void aThirdPartyApplicationIsRefused() {
        RelyingParty partner = two.admin()
                .thirdParty("Partner", Map.of("redirectUris", List.of("https://partner.example/callback")), Map.of());
        Browser browser = new Browser();
        two.signIn(browser, ACME, name);
        Journey journey = partner.journey().without("prompt").with("scope", "openid profile");
        Answer page = browser.follow(journey.url(), RelyingParty.endpoint());
        Answer allowed = browser.post(
                RelyingParty.endpoint() + page.action("/consent"),
                Map.of("csrf", page.field("csrf"), "session", page.field("session"), "answer", "allow"));
        String end = browser.follow(allowed.location(), RelyingParty.endpoint()).location();
        token = partner.redeem(parameter(end, "code"), journey).path("access_token");

        given().auth().oauth2(token).get("/oidc/me").then().statusCode(200).body("name", equalTo("Person " + name));
        me().get("/api/my-account").then().statusCode(403).body("code", equalTo("auth.forbidden"));
        me().body(Map.of("name", "Partner's")).patch("/api/my-account").then().statusCode(403);
        me().body(Map.of("nickname", "Partner's"))
                .patch("/api/my-account/profile")
                .then()
                .statusCode(403);
        me().body(Map.of("password", PASSWORD))
                .post("/api/verifications/password")
                .then()
                .statusCode(403);
        given().auth().oauth2(token).get("/oidc/me").then().body("name", equalTo("Person " + name));
    }

    @Test
    void onlyAPersonsOwnTokenOpensIt() {
        given().get("/api/my-account")
                .then()
                .statusCode(401)
                .body("code", equalTo("auth.authorization_header_missing"));
        given().header("Authorization", "Basic abc")
                .get("/api/my-account")
                .then()
                .statusCode(401);
        given().auth().oauth2("x".repeat(43)).get("/api/my-account").then().statusCode(401);
        two.admin().request().get("/api/my-account").then().statusCode(401); // a JWT for the management API
        two.app().refresh(refreshToken).then().statusCode(200);
        database.update("update grants set revoked_at = now() where user_id = ?", id);
        me().get("/api/my-account").then().statusCode(401).body("code", equalTo("auth.unauthorized"));
    }

    @Test
    void aScopeThatIsMissingIsForbidden() {
        Journey journey = two.app().journey().with("scope", "openid");
        Browser browser = new Browser();
        RelyingParty app = two.app();
        String end = browser.follow(
                        TwoProviders.visit(browser, two.openPage(browser, journey), ACME, name)
                                .location(),
                        RelyingParty.endpoint())
                .location();
        String narrow = app.redeem(parameter(end, "code"), journey).path("access_token");
        given().auth().oauth2(narrow).get("/api/my-account/identities").then().statusCode(403);
        given().auth()
                .oauth2(narrow)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "x"))
                .patch("/api/my-account")
                .then()
                .statusCode(403);
    }

    /// Whoever came by a provider alone is in no dead end: being there again proves them.
    @Test
    void aPersonWithoutAPasswordLinksAnotherProvider() {
        String proof = verified(ACME, name);
        String fresh = verified(BETA, name + "-beta");
        me().body(Map.of("newIdentifierVerificationRecordId", fresh))
                .post("/api/my-account/identities")
                .then()
                .statusCode(403);
        me().header(PROOF, fresh)
                .body(Map.of("newIdentifierVerificationRecordId", fresh))
                .post("/api/my-account/identities")
                .then()
                .statusCode(403);
        link(proof, fresh).statusCode(204);
        link(proof, fresh).statusCode(400).body("code", equalTo("session.verification_failed"));
        assertEquals(id, two.signIn(new Browser(), BETA, name + "-beta"));
    }

    @Test
    void aPasswordIsAProofAndAWrongOneIsNone() {
        two.admin()
                .request()
                .body(Map.of("username", name))
                .patch("/api/users/" + id)
                .then()
                .statusCode(200);
        two.admin()
                .request()
                .body(Map.of("password", PASSWORD))
                .patch("/api/users/" + id + "/password")
                .then()
                .statusCode(200);
        token = tokens(ACME, name).path("access_token"); // a new password ended the old one
        me().body(Map.of("password", "not this one at all"))
                .post("/api/verifications/password")
                .then()
                .statusCode(422)
                .body("code", equalTo("session.invalid_credentials"));
        String proof = me().body(Map.of("password", PASSWORD))
                .post("/api/verifications/password")
                .then()
                .statusCode(201)
                .extract()
                .path("verificationRecordId");
        me().header(PROOF, proof)
                .delete("/api/my-account/identities/acme")
                .then()
                .statusCode(204);
        me().header(PROOF, proof)
                .delete("/api/my-account/identities/acme")
                .then()
                .statusCode(404);
    }

    @Test
    void theLastWayInStays() {
        me().header(PROOF, verified(ACME, name))
                .delete("/api/my-account/identities/acme")
                .then()
                .statusCode(422)
                .body("code", equalTo("user.last_sign_in_method"));
    }

    @Test
    void anIdentityOfAnotherAccountIsRefused() {
        two.signIn(new Browser(), BETA, name + "-other");
        link(verified(ACME, name), verified(BETA, name + "-other"))
                .statusCode(422)
                .body("code", equalTo("user.identity_already_in_use"));
    }

    @Test
    void aRecordIsGoodForItsOwnPersonItsStateAndOnce() {
        String record = begin(BETA).path("verificationRecordId");
        verify(record, "code", "is:" + name, "state", "another").statusCode(400);
        String mine = token;
        token = tokens(ACME, name + "-stranger").path("access_token");
        verify(record, "code", "is:" + name, "state", "state-1").statusCode(404);
        token = mine;
        verify(record, "code", "is:" + name, "state", "state-1").statusCode(200);
        verify(record, "code", "is:" + name, "state", "state-1").statusCode(404);
        database.update("update verifications set expires_at = now() - interval '1 second'");
        me().header(PROOF, record)
                .delete("/api/my-account/identities/acme")
                .then()
                .statusCode(403);
    }

    @Test
    void aMistakenLinkIsTakenBackWithItsSessionsAndAuthorizations() {
        link(verified(ACME, name), verified(BETA, name + "-beta")).statusCode(204);
        Browser theirs = new Browser();
        Journey journey = two.app().journey();
        String end = theirs.follow(
                        TwoProviders.visit(theirs, two.openPage(theirs, journey), BETA, name + "-beta")
                                .location(),
                        RelyingParty.endpoint())
                .location();
        Response tokens = two.app().redeem(parameter(end, "code"), journey);
        assertEquals(id, subject(tokens));

        String made = two.admin()
                .request()
                .post("/api/users/" + id + "/identities/beta/split")
                .then()
                .statusCode(200)
                .extract()
                .path("userId");

        assertNotEquals(id, made);
        two.admin().request().get("/api/users/" + made).then().body("identities.beta.userId", equalTo(name + "-beta"));
        given().auth()
                .oauth2(tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .body("sub", equalTo(made));
        assertEquals(made, subject(two.app().refresh(tokens.path("refresh_token"))));
        Journey silent = two.app().journey().with("prompt", "none");
        String code = parameter(theirs.get(silent.url()).location(), "code");
        assertEquals(made, subject(two.app().redeem(code, silent)));
        me().get("/api/my-account").then().statusCode(200).body("id", equalTo(id));
        assertEquals(made, two.signIn(new Browser(), BETA, name + "-beta"));
        assertEquals(id, two.signIn(new Browser(), ACME, name));
        two.admin()
                .request()
                .post("/api/users/" + id + "/identities/beta/split")
                .then()
                .statusCode(422);
        assertEquals(
                1,
                database.list(
                                "select 1 from audit_events where user_id = ? and key = 'Identity.Split'",
                                row -> true,
                                id)
                        .size());
    }

    @Test
    void aMistakenLinkGivesBackTheNameThatItBrought() {
        keepInStep(true);
        try {
            link(verified(ACME, name), verified(BETA, name + "-beta")).statusCode(204);
            two.signIn(new Browser(), BETA, name + "-beta");
            me().get("/api/my-account").then().body("name", equalTo("Person " + name + "-beta"));
            split("beta").statusCode(200);
            me().get("/api/my-account").then().body("name", equalTo("Person " + name));
        } finally {
            keepInStep(false);
        }
    }

    @Test
    void aNameThatThePersonChoseSinceStays() {
        keepInStep(true);
        try {
            link(verified(ACME, name), verified(BETA, name + "-beta")).statusCode(204);
            two.signIn(new Browser(), BETA, name + "-beta");
            me().body(Map.of("name", "My own")).patch("/api/my-account").then().statusCode(200);
            split("beta").statusCode(200);
            me().get("/api/my-account").then().body("name", equalTo("My own"));
        } finally {
            keepInStep(false);
        }
    }

    private void keepInStep(boolean syncProfile) {
        two.admin()
                .request()
                .body(Map.of("syncProfile", syncProfile))
                .patch("/api/connectors/" + BETA)
                .then()
                .statusCode(200);
    }

    @Test
    void whatWasNotLinkedOrLongAgoIsNotSplit() {
        split("acme").statusCode(422).body("code", equalTo("user.identity_not_splittable"));
        split("nothing").statusCode(422);
        link(verified(ACME, name), verified(BETA, name + "-beta")).statusCode(204);
        database.update("delete from user_identities where user_id = ? and target = 'acme'", id);
        split("beta").statusCode(422).body("code", equalTo("user.last_sign_in_method"));
        two.identity(id, ACME, name + "-again");
        database.update("update identity_links set expires_at = now() - interval '1 second' where user_id = ?", id);
        split("beta").statusCode(422).body("code", equalTo("user.identity_not_splittable"));
        two.admin()
                .request()
                .post("/api/users/nobodyatall1/identities/beta/split")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse rename(String proof, String body) {
        return me().header(PROOF, proof).body(body).patch("/api/my-account").then();
    }

    private ValidatableResponse split(String target) {
        return two.admin()
                .request()
                .post("/api/users/" + id + "/identities/" + target + "/split")
                .then();
    }

    private RequestSpecification me() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private ValidatableResponse link(String proof, String fresh) {
        return me().header(PROOF, proof)
                .body(Map.of("newIdentifierVerificationRecordId", fresh))
                .post("/api/my-account/identities")
                .then();
    }

    private Response begin(String connector) {
        Response begun = me().body(Map.of(
                        "connectorId", connector, "state", "state-1", "redirectUri", "https://app.example/linked"))
                .post("/api/verifications/social");
        begun.then().statusCode(201);
        return begun;
    }

    private ValidatableResponse verify(String record, String... data) {
        return me().body(Map.of(
                        "verificationRecordId", record, "connectorData", Map.of(data[0], data[1], data[2], data[3])))
                .post("/api/verifications/social/verify")
                .then();
    }

    private String verified(String connector, String person) {
        String record = begin(connector).path("verificationRecordId");
        verify(record, "code", "is:" + person, "state", "state-1").statusCode(200);
        return record;
    }

    private Response tokens(String connector, String person) {
        Browser browser = new Browser();
        Journey journey = two.app().journey().with("scope", "openid offline_access profile identities");
        String end = browser.follow(
                        TwoProviders.visit(browser, two.openPage(browser, journey), connector, person)
                                .location(),
                        RelyingParty.endpoint())
                .location();
        return two.app().redeem(parameter(end, "code"), journey);
    }

    private static String subject(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
    }
}
