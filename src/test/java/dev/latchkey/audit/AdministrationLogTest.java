package dev.latchkey.audit;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.createOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What administrators do to accounts is in `/api/logs`: what, to whom, by which application.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class AdministrationLogTest {
    private static final String PASSWORD = "a passphrase for the log";

    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
    }

    @Test
    void whatHappensToAnAccountIsRecordedWithWhoDidIt() {
        String id = newUser();
        admin().body(Map.of("name", "Secret Name", "unknown", 1))
                .patch("/api/users/" + id)
                .then()
                .statusCode(200);
        admin().body(Map.of("customData", Map.of("a", 1)))
                .patch("/api/users/" + id + "/custom-data")
                .then()
                .statusCode(200);
        admin().body(Map.of("profile", Map.of("nickname", "L")))
                .patch("/api/users/" + id + "/profile")
                .then()
                .statusCode(200);
        admin().body(Map.of("password", PASSWORD))
                .patch("/api/users/" + id + "/password")
                .then()
                .statusCode(200);
        admin().body(Map.of("isSuspended", true))
                .patch("/api/users/" + id + "/is-suspended")
                .then()
                .statusCode(200);
        admin().body(Map.of("isSuspended", false))
                .patch("/api/users/" + id + "/is-suspended")
                .then()
                .statusCode(200);
        admin().delete("/api/users/" + id).then().statusCode(204);

        ValidatableResponse log = logOf(id)
                .body(
                        "key",
                        contains(
                                "User.Delete",
                                "User.Restore",
                                "User.Suspend",
                                "User.PasswordChange",
                                "User.Update",
                                "User.Update",
                                "User.Update",
                                "User.Create"))
                .body("payload.applicationId", everyItem(equalTo(TestEnvironment.ADMIN_ID)))
                .body("payload.ip", everyItem(equalTo("127.0.0.1")))
                .body("[4].payload.fields", contains("profile"))
                .body("[5].payload.fields", contains("customData"))
                .body("[6].payload.fields", contains("name"));
        String text = log.extract().asString();
        assertThat(text, not(containsString("Secret Name")));
        assertThat(text, not(containsString(PASSWORD)));
    }

    @Test
    void linkingAndUnlinkingAnIdentityIsRecorded() {
        String id = newUser();
        String connector = createOf(TestProvider.WEB);
        admin().body(Map.of("connectorId", connector, "connectorData", Map.of("code", "is:" + id)))
                .post("/api/users/" + id + "/identities")
                .then()
                .statusCode(200);
        admin().delete("/api/users/" + id + "/identities/" + TestProvider.TARGET)
                .then()
                .statusCode(200);
        admin().body(Map.of("userId", "of " + id))
                .put("/api/users/" + id + "/identities/other")
                .then()
                .statusCode(201);

        logOf(id)
                .body("key", contains("Identity.Link", "Identity.Unlink", "Identity.Link", "User.Create"))
                .body("payload.target", contains("other", TestProvider.TARGET, TestProvider.TARGET, null))
                .body("payload.method", contains("Administrator", "Administrator", "Administrator", null))
                .body("payload.applicationId", everyItem(equalTo(TestEnvironment.ADMIN_ID)))
                .body("[2].payload.connectorId", equalTo(connector));
    }

    @Test
    void whatIsRefusedChangesNothingAndIsNotRecorded() {
        String id = newUser();
        admin().body(Map.of("password", "x"))
                .patch("/api/users/" + id + "/password")
                .then()
                .statusCode(422);
        admin().body(Map.of("username", "1 2")).patch("/api/users/" + id).then().statusCode(400);
        admin().delete("/api/users/" + id + "/identities/nowhere").then().statusCode(404);

        logOf(id).body("$", hasSize(1));
    }

    private static String newUser() {
        return admin().body(Map.of("name", "Somebody"))
                .post("/api/users")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static ValidatableResponse logOf(String userId) {
        return admin().queryParam("userId", userId).get("/api/logs").then().statusCode(200);
    }
}
