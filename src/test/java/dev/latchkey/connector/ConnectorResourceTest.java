package dev.latchkey.connector;

import static dev.latchkey.testing.Management.admin;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 4: connectors and their kinds.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ConnectorResourceTest {
    private static final Map<String, ?> CONFIG = Map.of("appId", "app1", "secret", "s3cret-one");

    @Inject
    Database database;

    @ConfigProperty(name = "latchkey.endpoint")
    String endpoint;

    @BeforeEach
    void removeFakeConnectors() {
        database.update("delete from connectors where target = 'fake'");
    }

    @Test
    void showsTheKindsThatAreBuiltIn() {
        admin().when()
                .get("/api/connector-factories")
                .then()
                .statusCode(200)
                .body("id", hasItems("fake-web", "fake-native"));
        admin().when()
                .get("/api/connector-factories/fake-web")
                .then()
                .statusCode(200)
                .body("type", equalTo("Social"))
                .body("id", equalTo("fake-web"))
                .body("target", equalTo("fake"))
                .body("platform", equalTo("Web"))
                .body("name.en", equalTo("Fake"))
                .body("logo", equalTo("/fake.svg"))
                .body("readme", equalTo("# Fake"))
                .body("formItems[0].key", equalTo("secret"))
                .body("formItems[0].isConfidential", equalTo(true))
                .body("isStandard", equalTo(false));
        admin().when().get("/api/connector-factories/nothing").then().statusCode(404);
    }

    @Test
    void createsAConnectorAndNeverShowsItsSecrets() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .statusCode(200)
                .body("id", matchesPattern("[0-9a-z]{12}"))
                .body("connectorId", equalTo("fake-web"))
                .body("type", equalTo("Social"))
                .body("target", equalTo("fake"))
                .body("platform", equalTo("Web"))
                .body("metadata", anEmptyMap())
                .body("config", equalTo(Map.of("appId", "app1", "secret", "********")))
                .body("syncProfile", equalTo(false))
                .body("enableTokenStorage", equalTo(false))
                .body("warnings", nullValue())
                .extract()
                .path("id");

        find(id).statusCode(200)
                .body("config.secret", equalTo("********"))
                .body("callbackUri", equalTo(endpoint + "/callback/" + id));
        String everything = admin().when().get("/api/connectors").asString();
        org.hamcrest.MatcherAssert.assertThat(everything, not(containsString("s3cret-one")));
    }

    @Test
    void keepsTheSecretBehindAMaskThatComesBack() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");

        patch(id, Map.of("config", Map.of("appId", "app2", "secret", "********")))
                .statusCode(200)
                .body("config", equalTo(Map.of("appId", "app2", "secret", "********")));
        secretLength(id, "s3cret-one".length());
        patch(id, Map.of("syncProfile", true)).statusCode(200).body("syncProfile", equalTo(true));
        secretLength(id, "s3cret-one".length());
        patch(id, Map.of("config", Map.of("appId", "app2", "secret", "s3cret-longer")))
                .statusCode(200);
        secretLength(id, "s3cret-longer".length());
    }

    @Test
    void refusesAMaskWithNothingBehindIt() {
        create(Map.of("connectorId", "fake-web", "config", Map.of("secret", "********")))
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"));
    }

    @Test
    void replacesAConfigurationAsAWholeAndDropsEmptyParts() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");

        patch(
                        id,
                        Map.of(
                                "config",
                                Map.of("appId", "", "secret", "s3cret", "list", List.of(""), "more", Map.of("a", ""))))
                .statusCode(200)
                .body("config", equalTo(Map.of("secret", "********")))
                .body("warnings", contains("No appId is configured."));
    }

    @Test
    void refusesAConfigurationThatItsFactoryRefuses() {
        create(Map.of("connectorId", "fake-web", "config", Map.of("secret", "wrong")))
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"))
                .body("message", equalTo("secret must begin with s3cret"));
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");
        patch(id, Map.of("config", Map.of("secret", "wrong"))).statusCode(400);
        secretLength(id, "s3cret-one".length());
    }

    @Test
    void takesTheIdThatTheCallerChooses() {
        create(Map.of("connectorId", "fake-web", "config", CONFIG, "id", "My_own-id"))
                .statusCode(200)
                .body("id", equalTo("My_own-id"))
                .body("callbackUri", endsWith("/callback/My_own-id"));
        create(Map.of("connectorId", "fake-native", "config", CONFIG, "id", "My_own-id"))
                .statusCode(422)
                .body("code", equalTo("entity.unique_integrity_violation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "a b", "a?b", "a.b", "<x>"})
    void refusesAnIdThatDoesNotFitIntoAnAddress(String id) {
        create(Map.of("connectorId", "fake-web", "config", CONFIG, "id", id))
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void refusesKindsAndOptionsThatAreNotOffered() {
        create(Map.of("connectorId", "nothing"))
                .statusCode(422)
                .body("code", equalTo("connector.not_found_with_connector_id"));
        create(Map.of("connectorId", "fake-web", "config", CONFIG, "metadata", Map.of("target", "mine")))
                .statusCode(400)
                .body("code", equalTo("connector.cannot_overwrite_metadata_for_non_standard_connector"));
        create(Map.of("connectorId", "fake-web", "config", CONFIG, "enableTokenStorage", true))
                .statusCode(422)
                .body("code", equalTo("connector.token_storage_not_supported"));
        create(Map.of("connectorId", "fake-web", "config", "text")).statusCode(400);
        create(Map.of("config", CONFIG)).statusCode(400).body("details", containsString("connectorId"));
    }

    @Test
    void allowsOneConnectorOfAKindAndOneOfATargetOnAPlatform() {
        create(Map.of("connectorId", "fake-web", "config", CONFIG)).statusCode(200);

        create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .statusCode(422)
                .body("code", equalTo("connector.multiple_instances_not_supported"));
        create(Map.of("connectorId", "fake-web-other", "config", CONFIG))
                .statusCode(422)
                .body("code", equalTo("connector.multiple_target_with_same_platform"));
        create(Map.of("connectorId", "fake-native", "config", CONFIG)).statusCode(200);
        admin().when().get("/api/connectors?target=fake").then().body("size()", equalTo(2));
        admin().when().get("/api/connectors?target=other").then().body("", empty());
    }

    @Test
    void isGoneAfterDeletion() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");

        admin().when().delete("/api/connectors/" + id).then().statusCode(204);

        find(id).statusCode(404).body("code", equalTo("entity.not_found"));
        patch(id, Map.of("syncProfile", true)).statusCode(404);
        authorizationUri(id, Map.of("state", "s", "redirectUri", "https://a.example.com"))
                .statusCode(404);
    }

    @Test
    void tellsWhereTheBrowserWouldGo() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");

        authorizationUri(id, Map.of("state", "abc", "redirectUri", "https://id.example.com/callback/x"))
                .statusCode(200)
                .body("redirectTo", containsString("state=abc&to=https://id.example.com/callback/x"));
        authorizationUri(id, Map.of("state", "a b", "redirectUri", "https://id.example.com"))
                .statusCode(400);
        authorizationUri(id, Map.of("state", "abc", "redirectUri", "javascript:x"))
                .statusCode(400);
        authorizationUri(id, Map.of("state", "abc", "redirectUri", "https://a b"))
                .statusCode(400);
        authorizationUri(id, Map.of()).statusCode(400);
    }

    @Test
    void showsAConnectorWhoseSecretsCannotBeReadSoThatTheyAreEnteredAgain() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");
        String other = create(Map.of("connectorId", "fake-native", "config", CONFIG))
                .extract()
                .path("id");
        database.update("update connectors set config_sealed = '\\x00' where id = ?", id);

        find(id).statusCode(200).body("config", anEmptyMap()).body("warnings[0]", containsString("cannot be read"));
        authorizationUri(other, Map.of("state", "s", "redirectUri", "https://a.example.com"))
                .statusCode(200);
        patch(id, Map.of("config", CONFIG)).statusCode(200).body("warnings", nullValue());
        secretLength(id, "s3cret-one".length());
    }

    @Test
    void linksThePersonWhomTheProviderNames() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");
        String user = newUser();

        link(user, Map.of("connectorId", id, "connectorData", Map.of("code", "alice", "state", "dropped")))
                .statusCode(200)
                .body("fake.userId", equalTo("alice"))
                .body("fake.details.id", equalTo("alice"));

        admin().when()
                .get("/api/users?identity.target=fake&identity.userId=open-alice")
                .then()
                .body("id", contains(user));
        link(newUser(), Map.of("connectorId", id, "connectorData", Map.of("code", "alice")))
                .statusCode(422)
                .body("code", equalTo("user.identity_already_in_use"));
    }

    @Test
    void tellsWhyTheProviderNamesNobody() {
        String id = create(Map.of("connectorId", "fake-web", "config", CONFIG))
                .extract()
                .path("id");

        link(newUser(), Map.of("connectorId", id, "connectorData", Map.of("wrong", "x")))
                .statusCode(401)
                .body("code", equalTo("connector.social_auth_code_invalid"))
                .body("message", notNullValue())
                .body("data.sub_code", equalTo("fake.wrong"));
        link(newUser(), Map.of("connectorId", "nothing", "connectorData", Map.of("code", "x")))
                .statusCode(422)
                .body("code", equalTo("session.invalid_connector_id"));
        link("nobody", Map.of("connectorId", id, "connectorData", Map.of("code", "x")))
                .statusCode(404);
        link(newUser(), Map.of("connectorId", id)).statusCode(400);
        link(newUser(), Map.of("connectorId", id, "connectorData", Map.of("code", 7)))
                .statusCode(400);
    }

    private void secretLength(String id, int length) {
        authorizationUri(id, Map.of("state", "s", "redirectUri", "https://a.example.com"))
                .statusCode(200)
                .body("redirectTo", endsWith("secret_length=" + length));
    }

    private static String newUser() {
        return admin().body("{}").when().post("/api/users").then().extract().path("id");
    }

    private static ValidatableResponse create(Map<String, ?> body) {
        return admin().body(body).when().post("/api/connectors").then();
    }

    private static ValidatableResponse find(String id) {
        return admin().when().get("/api/connectors/" + id).then();
    }

    private static ValidatableResponse patch(String id, Map<String, ?> body) {
        return admin().body(body).when().patch("/api/connectors/" + id).then();
    }

    private static ValidatableResponse authorizationUri(String id, Map<String, ?> body) {
        return admin().body(body)
                .when()
                .post("/api/connectors/" + id + "/authorization-uri")
                .then();
    }

    private static ValidatableResponse link(String user, Map<String, ?> body) {
        return admin().body(body)
                .when()
                .post("/api/users/" + user + "/identities")
                .then();
    }
}
