package dev.latchkey.connector;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.CONFIG;
import static dev.latchkey.testing.TestConnectors.create;
import static dev.latchkey.testing.TestConnectors.createOf;
import static dev.latchkey.testing.TestProvider.NATIVE;
import static dev.latchkey.testing.TestProvider.RIVAL;
import static dev.latchkey.testing.TestProvider.WEB;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 4: connectors and what they are made of.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ConnectorResourceTest {
    private static final String MASKED = "{\"appId\":\"app-2\",\"secret\":\"********\"}";

    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
    }

    @Test
    void tellsWhatConnectorsCanBeMadeOf() {
        admin().when().get("/api/connector-factories").then().statusCode(200).body("id", hasItems(WEB, NATIVE, RIVAL));
    }

    @Test
    void describesAFactoryWithItsForm() {
        admin().when()
                .get("/api/connector-factories/" + WEB)
                .then()
                .statusCode(200)
                .body("type", equalTo("Social"))
                .body("target", equalTo("test"))
                .body("platform", equalTo("Web"))
                .body("name.en", equalTo("Test provider"))
                .body("name.zh-CN", equalTo("测试"))
                .body("logoDark", nullValue())
                .body("readme", equalTo("# How to set it up"))
                .body("formItems[0].key", equalTo("secret"))
                .body("formItems[0].isConfidential", equalTo(true));
    }

    @Test
    void knowsNoFactoryOfAnotherName() {
        admin().when()
                .get("/api/connector-factories/unknown")
                .then()
                .statusCode(404)
                .body("code", equalTo("entity.not_found"));
    }

    @Test
    void createsAConnectorAndShowsNoSecret() {
        create("{\"connectorId\":\"test-web\",\"config\":" + CONFIG + "}")
                .statusCode(200)
                .body("id", matchesPattern("[0-9a-z]{12}"))
                .body("connectorId", equalTo(WEB))
                .body("type", equalTo("Social"))
                .body("target", equalTo("test"))
                .body("platform", equalTo("Web"))
                .body("config.appId", equalTo("app-1"))
                .body("config.secret", equalTo("********"))
                .body("metadata", anEmptyMap())
                .body("syncProfile", equalTo(false))
                .body("enableTokenStorage", equalTo(false))
                .body("callbackUri", matchesPattern("http://localhost:\\d+/callback/[0-9a-z]{12}"))
                .body("$", not(hasKey("warnings")));
    }

    @Test
    void takesAnIdThatTheCallerChose() {
        create("{\"connectorId\":\"test-web\",\"id\":\"My_alipay-1\",\"config\":" + CONFIG + "}")
                .statusCode(200)
                .body("id", equalTo("My_alipay-1"))
                .body("callbackUri", endsWith("/callback/My_alipay-1"));

        find("My_alipay-1").statusCode(200).body("config.secret", equalTo("********"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "../x", "a.b"})
    void refusesAnIdThatDoesNotFitIntoAnAddress(String id) {
        create("{\"connectorId\":\"test-web\",\"id\":\"" + id + "\",\"config\":" + CONFIG + "}")
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("id"));
    }

    @Test
    void refusesAnIdOfMoreThan128Characters() {
        create("{\"connectorId\":\"test-web\",\"id\":\"" + "x".repeat(129) + "\",\"config\":" + CONFIG + "}")
                .statusCode(400)
                .body("details", containsString("id"));
    }

    @Test
    void refusesAnIdThatIsTaken() {
        create("{\"connectorId\":\"test-web\",\"id\":\"taken\",\"config\":" + CONFIG + "}")
                .statusCode(200);

        create("{\"connectorId\":\"test-native\",\"id\":\"taken\",\"config\":" + CONFIG + "}")
                .statusCode(422)
                .body("code", equalTo("entity.create_failed"));
    }

    @Test
    void storesNothingThatSaysNothing() {
        create("""
                {"connectorId":"test-web","config":{"appId":"app-1","secret":"sesame","scope":"","none":null,
                 "list":["",null],"deep":{"deeper":{}},"mixed":["","x"],"off":false,"zero":0}}""")
                .statusCode(200)
                .body("config", aMapWithSize(5))
                .body("config.mixed", contains("x"))
                .body("config.off", equalTo(false))
                .body("config.zero", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"secret\":\"sesame\"}", "{\"appId\":\"\",\"secret\":\"sesame\"}", "null"})
    void refusesAConfigurationThatTheFactoryCannotWorkWith(String config) {
        create("{\"connectorId\":\"test-web\",\"config\":" + config + "}")
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"))
                .body("message", equalTo("appId is missing."))
                .body("data.field", equalTo("appId"));
    }

    @Test
    void refusesAMaskThatNothingIsStoredBehind() {
        create("{\"connectorId\":\"test-web\",\"config\":" + MASKED + "}")
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"))
                .body("data.field", equalTo("secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|connectorId",
                "{\"connectorId\":7}|connectorId",
                "{\"connectorId\":\"test-web\",\"config\":[]}|config",
                "{\"connectorId\":\"test-web\",\"config\":\"x\"}|config",
                "{\"connectorId\":\"test-web\",\"syncProfile\":\"yes\"}|syncProfile",
                "{\"connectorId\":\"test-web\",\"config\":{\"appId\":\"\\u0000\"}}|config.appId",
            })
    void refusesABodyOfAnotherShape(String body, String place) {
        create(body)
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString(place));
    }

    @Test
    void refusesAFactoryThatIsNotThere() {
        create("{\"connectorId\":\"unknown\",\"config\":{}}")
                .statusCode(422)
                .body("code", equalTo("connector.not_found_with_connector_id"));
    }

    @Test
    void refusesASecondConnectorOfAFactory() {
        createOf(WEB);

        create("{\"connectorId\":\"test-web\",\"config\":" + CONFIG + "}")
                .statusCode(422)
                .body("code", equalTo("connector.multiple_instances_not_supported"));
    }

    @Test
    void refusesAnotherConnectorForTheSameTargetAndPlatform() {
        createOf(WEB);

        create("{\"connectorId\":\"test-rival\",\"config\":" + CONFIG + "}")
                .statusCode(422)
                .body("code", equalTo("connector.multiple_target_with_same_platform"));
    }

    @Test
    void servesOneTargetOnSeveralPlatforms() {
        String web = createOf(WEB);
        String onPhones = createOf(NATIVE);

        admin().when()
                .get("/api/connectors?target=test")
                .then()
                .statusCode(200)
                .body("id", contains(web, onPhones))
                .body("config.secret", contains("********", "********"));
        admin().when().get("/api/connectors?target=other").then().body("size()", equalTo(0));
    }

    @Test
    void overwritesNoMetadata() {
        create("{\"connectorId\":\"test-web\",\"metadata\":{\"target\":\"mine\"},\"config\":" + CONFIG + "}")
                .statusCode(400)
                .body("code", equalTo("connector.cannot_overwrite_metadata_for_non_standard_connector"));
        create("{\"connectorId\":\"test-web\",\"metadata\":{\"target\":\"\"},\"config\":" + CONFIG + "}")
                .statusCode(200);
    }

    @Test
    void storesNoTokensOfProviders() {
        create("{\"connectorId\":\"test-web\",\"enableTokenStorage\":true,\"config\":" + CONFIG + "}")
                .statusCode(422)
                .body("code", equalTo("connector.token_storage_not_supported"));
    }

    @Test
    void warnsOfWhatDoesNotWorkAsItShould() {
        create("{\"connectorId\":\"test-web\",\"config\":{\"appId\":\"a\",\"secret\":\"s\",\"old\":true}}")
                .statusCode(200)
                .body("warnings", contains("old is old."));
    }

    @Test
    void replacesTheConfigurationAsAWhole() {
        create("{\"connectorId\":\"test-web\",\"id\":\"whole\",\"config\":"
                        + "{\"appId\":\"app-1\",\"secret\":\"sesame\",\"extra\":1}}")
                .statusCode(200);

        change("whole", "{\"config\":{\"appId\":\"app-2\",\"secret\":\"other\"}}")
                .statusCode(200)
                .body("config", aMapWithSize(2))
                .body("config.appId", equalTo("app-2"));
        goTo("whole").body("redirectTo", containsString("secret=other"));
    }

    @Test
    void keepsTheStoredValueBehindAMask() {
        String id = createOf(WEB);

        change(id, "{\"config\":" + MASKED + "}").statusCode(200).body("config.secret", equalTo("********"));

        goTo(id).body("redirectTo", containsString("app_id=app-2&secret=sesame"));
    }

    @Test
    void leavesTheConnectorAsItIsWhenAChangeIsRefused() {
        String id = createOf(WEB);

        change(id, "{\"syncProfile\":true,\"config\":{\"secret\":\"other\"}}")
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"));

        goTo(id).body("redirectTo", containsString("app_id=app-1&secret=sesame"));
        find(id).body("syncProfile", equalTo(false));
    }

    @Test
    void changesNothingButWhatIsGiven() {
        String id = createOf(WEB);

        change(id, "{\"syncProfile\":true,\"connectorId\":\"test-native\",\"id\":\"other\"}")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("connectorId", equalTo(WEB))
                .body("syncProfile", equalTo(true))
                .body("config.appId", equalTo("app-1"));
        change(id, "{\"metadata\":{\"logo\":\"x\"}}").statusCode(400);
        change(id, "{\"enableTokenStorage\":true}").statusCode(422);
    }

    @Test
    void leadsToTheProvider() {
        goTo(createOf(WEB))
                .statusCode(200)
                .body(
                        "redirectTo",
                        equalTo("https://provider.example/?app_id=app-1&secret=sesame&state=s-1"
                                + "&redirect_uri=https://app.example.com/back"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|state",
                "{\"state\":\"\",\"redirectUri\":\"https://a.example\"}|state",
                "{\"state\":\"a b\",\"redirectUri\":\"https://a.example\"}|state",
                "{\"state\":\"s\"}|redirectUri",
                "{\"state\":\"s\",\"redirectUri\":\"/relative\"}|redirectUri",
                "{\"state\":\"s\",\"redirectUri\":\"https://a b\"}|redirectUri",
            })
    void leadsNowhereWithoutStateAndAbsoluteReturnAddress(String body, String place) {
        admin().body(body)
                .when()
                .post("/api/connectors/" + createOf(WEB) + "/authorization-uri")
                .then()
                .statusCode(400)
                .body("details", containsString(place));
    }

    @Test
    void isGoneAfterDeletion() {
        String id = createOf(WEB);

        admin().when().delete("/api/connectors/" + id).then().statusCode(204);

        find(id).statusCode(404).body("code", equalTo("entity.not_found"));
        change(id, "{}").statusCode(404);
        goTo(id).statusCode(404);
        admin().when().delete("/api/connectors/" + id).then().statusCode(404);
    }

    private static ValidatableResponse find(String id) {
        return admin().when().get("/api/connectors/" + id).then();
    }

    private static ValidatableResponse change(String id, String body) {
        return admin().body(body).when().patch("/api/connectors/" + id).then();
    }

    private static ValidatableResponse goTo(String id) {
        return admin().body("{\"state\":\"s-1\",\"redirectUri\":\"https://app.example.com/back\"}")
                .when()
                .post("/api/connectors/" + id + "/authorization-uri")
                .then();
    }
}
