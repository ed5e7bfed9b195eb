package dev.latchkey.connector;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.CONFIG;
import static dev.latchkey.testing.TestConnectors.create;
import static dev.latchkey.testing.TestProvider.STANDARD;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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

/// Reference section 4: connectors for a standard, each with target, name and logo of its own.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class StandardConnectorTest {
    private static final String ACME = """
            {"target":"acme","name":{"en":"Acme","zh-CN":"顶点"},"logo":"https://acme.example/logo.svg"}""";

    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
        admin().body("{\"socialSignInConnectorTargets\":[]}").when().patch("/api/sign-in-exp");
    }

    @Test
    void saysThatItIsOne() {
        admin().when()
                .get("/api/connector-factories/" + STANDARD)
                .then()
                .statusCode(200)
                .body("isStandard", equalTo(true));
    }

    @Test
    void isWhatItsMetadataSays() {
        of(ACME).statusCode(200)
                .body("isStandard", equalTo(true))
                .body("target", equalTo("acme"))
                .body("name.zh-CN", equalTo("顶点"))
                .body("logo", equalTo("https://acme.example/logo.svg"))
                .body("metadata.target", equalTo("acme"));
    }

    @Test
    void existsSeveralTimes() {
        of(ACME).statusCode(200);
        of("{\"target\":\"bolt\",\"name\":\"Bolt\"}").statusCode(200).body("name.en", equalTo("Bolt"));

        of("{\"target\":\"bolt\"}")
                .statusCode(422)
                .body("code", equalTo("connector.multiple_target_with_same_platform"));
    }

    @Test
    void isShownOnThePageUnderItsOwnName() {
        String id = of(ACME).extract().path("id");
        admin().body("{\"socialSignInConnectorTargets\":[\"acme\"]}")
                .when()
                .patch("/api/sign-in-exp")
                .then()
                .statusCode(200);

        admin().when()
                .get("/api/.well-known/sign-in-exp")
                .then()
                .statusCode(200)
                .body("socialConnectors.id", contains(id))
                .body("socialConnectors[0].target", equalTo("acme"))
                .body("socialConnectors[0].name.en", equalTo("Acme"))
                .body("socialConnectors[0].isStandard", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"name\":\"Acme\"}", "{\"target\":\"\"}"})
    void needsATarget(String metadata) {
        of(metadata).statusCode(400).body("code", equalTo("connector.should_specify_target"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"target\":\"a b\"}|metadata.target",
                "{\"target\":7}|metadata.target",
                "{\"target\":\"a\",\"name\":{\"de\":\"Acme\"}}|metadata.name",
                "{\"target\":\"a\",\"name\":{\"en\":7}}|metadata.name",
                "{\"target\":\"a\",\"name\":{\"en\":\" \"}}|metadata.name",
                "{\"target\":\"a\",\"name\":{\"en\":\"Acme\",\"no language\":\"x\"}}|metadata.name",
                "{\"target\":\"a\",\"name\":[\"Acme\"]}|metadata.name",
                "{\"target\":\"a\",\"logo\":\"http://acme.example/logo.svg\"}|metadata.logo",
                "{\"target\":\"a\",\"logo\":\"javascript:alert(1)\"}|metadata.logo",
                "{\"target\":\"a\",\"logoDark\":\"https://a b\"}|metadata.logoDark",
                "{\"target\":\"a\",\"platform\":\"Web\"}|metadata.platform",
            })
    void refusesMetadataOfAnotherShape(String metadata, String place) {
        of(metadata).statusCode(400).body("details", containsString(place));
    }

    @Test
    void changesItsNameButNotItsTarget() {
        String id = of(ACME).extract().path("id");

        change(id, "{\"target\":\"other\"}").statusCode(400).body("code", equalTo("connector.can_not_modify_target"));
        change(id, "{\"name\":\"Zenith\"}")
                .statusCode(200)
                .body("name", aMapWithSize(1))
                .body("name.en", equalTo("Zenith"))
                .body("target", equalTo("acme"));
        change(id, "{\"target\":\"acme\",\"name\":\"Nadir\"}").statusCode(200).body("name.en", equalTo("Nadir"));
    }

    private static ValidatableResponse of(String metadata) {
        return create("{\"connectorId\":\"" + STANDARD + "\",\"metadata\":" + metadata + ",\"config\":" + CONFIG + "}");
    }

    private static ValidatableResponse change(String id, String metadata) {
        return admin().body("{\"metadata\":" + metadata + "}")
                .when()
                .patch("/api/connectors/" + id)
                .then();
    }
}
