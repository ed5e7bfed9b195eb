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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What administrators do is in `/api/logs`: what, to whom or to what, by which application.
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
    void whatHappensToAnApplicationIsRecordedWithoutValues() {
        String id = admin().body(Map.of("name", "Bookstore", "type", "Traditional"))
                .post("/api/applications")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String path = "/api/applications/" + id;
        String secret = admin().body(Map.of("name", "next"))
                .post(path + "/secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("value");
        admin().body(Map.of("name", "last"))
                .patch(path + "/secrets/next")
                .then()
                .statusCode(200);
        admin().delete(path + "/secrets/last").then().statusCode(204);
        admin().body(Map.of("description", "Hidden Words", "unknown", 1))
                .patch(path)
                .then()
                .statusCode(200);
        admin().body(Map.of("a", 1)).patch(path + "/custom-data").then().statusCode(200);
        admin().delete(path).then().statusCode(204);

        List<Map<String, Object>> log = about(id);
        assertEquals(
                List.of(
                        "Application.Delete",
                        "Application.Update",
                        "Application.Update",
                        "Application.SecretDelete",
                        "Application.SecretUpdate",
                        "Application.SecretCreate",
                        "Application.Create"),
                log.stream().map(event -> event.get("key")).toList());
        assertEquals(List.of("customData"), log.get(1).get("fields"));
        assertEquals(List.of("description"), log.get(2).get("fields"));
        assertEquals("last", log.get(3).get("secretName"));
        assertFalse(log.toString().contains("Hidden Words"));
        assertFalse(log.toString().contains(secret));
    }

    @Test
    void whatHappensToEverythingElseThatIsSetUpIsRecordedToo() {
        String connector = createOf(TestProvider.WEB);
        admin().body(Map.of("syncProfile", true))
                .patch("/api/connectors/" + connector)
                .then()
                .statusCode(200);
        admin().delete("/api/connectors/" + connector).then().statusCode(204);
        assertEquals(List.of("Connector.Delete", "Connector.Update", "Connector.Create"), keysAbout(connector));

        String resource = admin().body(Map.of("name", "Orders", "indicator", "https://orders.log.example.com"))
                .post("/api/resources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        admin().body(Map.of("name", "All orders"))
                .patch("/api/resources/" + resource)
                .then()
                .statusCode(200);
        admin().body(Map.of("isDefault", false))
                .patch("/api/resources/" + resource + "/is-default")
                .then()
                .statusCode(200);
        admin().delete("/api/resources/" + resource).then().statusCode(204);
        assertEquals(
                List.of("Resource.Delete", "Resource.Update", "Resource.Update", "Resource.Create"),
                keysAbout(resource));

        String token = admin().body(Map.of("name", "partners"))
                .post("/api/initial-access-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        admin().delete("/api/initial-access-tokens/" + token).then().statusCode(204);
        assertEquals(List.of("InitialAccessToken.Delete", "InitialAccessToken.Create"), keysAbout(token));

        admin().body(Map.of("supportEmail", "help@example.com"))
                .patch("/api/sign-in-exp")
                .then()
                .statusCode(200);
        assertEquals(
                List.of("supportEmail"),
                newest("SignInExperience.Update").getFirst().get("fields"));
        admin().body("{\"supportEmail\":null}").patch("/api/sign-in-exp").then().statusCode(200);

        admin().body(Map.of("signingKeyAlgorithm", "ES384"))
                .post("/api/configs/oidc/private-keys/rotate")
                .then()
                .statusCode(200);
        assertEquals(List.of("ES384"), newest("SigningKey.Rotate").getFirst().get("algorithms"));
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

    private static List<Object> keysAbout(String entityId) {
        return about(entityId).stream().map(event -> event.get("key")).toList();
    }

    private static List<Map<String, Object>> about(String entityId) {
        return newest(null).stream()
                .filter(event -> entityId.equals(event.get("entityId")))
                .toList();
    }

    /// The payloads, newest first, of what this administrator did.
    private static List<Map<String, Object>> newest(String key) {
        RequestSpecification request =
                admin().queryParam("applicationId", TestEnvironment.ADMIN_ID).queryParam("page_size", 100);
        return (key == null ? request : request.queryParam("logKey", key))
                .get("/api/logs")
                .then()
                .statusCode(200)
                .extract()
                .path("payload");
    }

    private static ValidatableResponse logOf(String userId) {
        return admin().queryParam("userId", userId).get("/api/logs").then().statusCode(200);
    }
}
