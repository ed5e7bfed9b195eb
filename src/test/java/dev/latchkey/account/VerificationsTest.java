package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Visits at a provider that are begun by the account API (reference, management API §12), where they go wrong.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private String name;
    private String token;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void signIn() {
        name = "visitor" + COUNT.incrementAndGet();
        Browser browser = new Browser();
        Journey journey = two.app().journey().with("scope", "openid profile identities");
        String end = browser.follow(
                        TwoProviders.visit(browser, two.openPage(browser, journey), ACME, name)
                                .location(),
                        RelyingParty.endpoint())
                .location();
        token = two.app().redeem(parameter(end, "code"), journey).path("access_token");
    }

    @AfterEach
    void allIsOfferedAgain() {
        two.plain();
    }

    @AfterAll
    void close() {
        two.close();
    }

    /// What the provider said may hold addresses, identifiers and settings of the operator's.
    @Test
    void theApplicationIsToldWhoseMoveItIsAndTheOperatorWhy() {
        Response answer =
                verify(begin(BETA).path("verificationRecordId"), Map.of("code", "of nobody", "state", "state-1"));
        answer.then()
                .statusCode(400)
                .body("code", equalTo("connector.social_auth_code_invalid"))
                .body("message", containsString("support code "))
                .body("data", nullValue());

        String message = answer.path("message");
        String supportId = message.replaceAll(".*support code ([^.]+)\\.", "$1");
        two.admin()
                .request()
                .queryParam("supportId", supportId)
                .get("/api/logs")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].key", equalTo("Identity.Verify"))
                .body("[0].payload.applicationId", equalTo(two.app().id()))
                .body("[0].payload.connectorId", equalTo(BETA))
                .body("[0].payload.data.sub_code", equalTo("test.code"))
                .body("[0].payload.error", equalTo("PROVIDER_REFUSED"))
                .body("[0].payload.whoCanFix", equalTo("PERSON"))
                .body("[0].payload.ip", equalTo("127.0.0.1"))
                .body("[0].payload.timeline.step", contains("cameBack", "askedProvider", "refused"));
    }

    @Test
    void aProviderThatIsOffThePageProvesNobody() {
        String record = begin(BETA).path("verificationRecordId");
        two.admin().experience(Map.of("socialSignInConnectorTargets", List.of(ACME)));

        visit(BETA).statusCode(422).body("code", equalTo("session.invalid_connector_id"));
        verify(record, Map.of("code", "is:" + name, "state", "state-1"))
                .then()
                .statusCode(422)
                .body("code", equalTo("session.invalid_connector_id"));
        visit(ACME).statusCode(201);
    }

    /// RFC 6749 §10.12.
    @Test
    void theStateMustComeBack() {
        String record = begin(BETA).path("verificationRecordId");
        verify(record, Map.of("code", "is:" + name))
                .then()
                .statusCode(400)
                .body("code", equalTo("session.verification_failed"));
        verify(record, Map.of("code", "is:" + name, "state", "state-1")).then().statusCode(200);
    }

    @Test
    void underAnotherSecretKeyAVisitIsAsIfThereWereNone() {
        String record = begin(BETA).path("verificationRecordId");
        database.update("update verifications set session_sealed = sha256(session_sealed) where id = ?", record);
        verify(record, Map.of("code", "is:" + name, "state", "state-1"))
                .then()
                .statusCode(404)
                .body("code", equalTo("session.verification_session_not_found"));
        assertEquals(
                1,
                database.list("select 1 from verifications where id = ? and verified_at is null", row -> true, record)
                        .size());
    }

    @Test
    void underAnotherSecretKeyAnIdentityIsAsIfThereWereNone() {
        String fresh = verified(BETA, name + "-beta");
        String proof = verified(ACME, name);
        database.update("update verifications set identity_sealed = sha256(identity_sealed) where id = ?", fresh);
        me().header("logto-verification-id", proof)
                .body(Map.of("newIdentifierVerificationRecordId", fresh))
                .post("/api/my-account/identities")
                .then()
                .statusCode(400)
                .body("code", equalTo("session.verification_failed"));
    }

    private RequestSpecification me() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private ValidatableResponse visit(String connector) {
        return me().body(Map.of(
                        "connectorId", connector, "state", "state-1", "redirectUri", "https://app.example/linked"))
                .post("/api/verifications/social")
                .then();
    }

    private Response begin(String connector) {
        return visit(connector).statusCode(201).extract().response();
    }

    private Response verify(String record, Map<String, String> data) {
        return me().body(Map.of("verificationRecordId", record, "connectorData", data))
                .post("/api/verifications/social/verify");
    }

    private String verified(String connector, String person) {
        String record = begin(connector).path("verificationRecordId");
        verify(record, Map.of("code", "is:" + person, "state", "state-1"))
                .then()
                .statusCode(200);
        return record;
    }
}
