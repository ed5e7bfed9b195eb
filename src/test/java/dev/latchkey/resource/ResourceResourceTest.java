package dev.latchkey.resource;

import static dev.latchkey.testing.Management.admin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 7: the APIs that tokens can be made for.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ResourceResourceTest {
    @Test
    void createsAResourceThatTokensLiveOneHourFor() {
        create("https://api.example.com/one")
                .statusCode(201)
                .body("id", matchesPattern("[0-9a-z]{21}"))
                .body("tenantId", equalTo("default"))
                .body("indicator", equalTo("https://api.example.com/one"))
                .body("accessTokenTtl", equalTo(3600))
                .body("isDefault", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "EdDSA", "", "es256"})
    void refusesToSignWithWhatIsNotOffered(String algorithm) {
        String id = create("https://api.example.com/signed-" + algorithm)
                .body("accessTokenSigningAlg", equalTo("ES256"))
                .extract()
                .path("id");

        admin().body(Map.of("accessTokenSigningAlg", algorithm))
                .when()
                .patch("/api/resources/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("accessTokenSigningAlg"));
        admin().body(Map.of("accessTokenSigningAlg", "PS256"))
                .when()
                .patch("/api/resources/" + id)
                .then()
                .statusCode(200)
                .body("accessTokenSigningAlg", equalTo("PS256"))
                .body("accessTokenTtl", equalTo(3600));
    }

    @Test
    void refusesAnIndicatorThatIsInUse() {
        create("https://api.example.com/twice").statusCode(201);

        create("https://api.example.com/twice")
                .statusCode(422)
                .body("code", equalTo("resource.resource_identifier_in_use"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:latchkey:management", "https://default.logto.app/api"})
    void keepsTheIndicatorsOfTheManagementApiToItself(String indicator) {
        create(indicator).statusCode(422).body("code", equalTo("resource.resource_identifier_in_use"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "/path", "https://api.example.com/#part", "https://api example.com"})
    void refusesAnIndicatorThatIsNoAbsoluteUri(String indicator) {
        create(indicator)
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("indicator"));
    }

    @Test
    void changesNameAndLifetimeButNotTheIndicator() {
        String id = create("https://api.example.com/change").extract().path("id");

        admin().body("{\"name\":\"New\",\"accessTokenTtl\":60,\"indicator\":\"https://other.example.com\"}")
                .when()
                .patch("/api/resources/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("New"))
                .body("accessTokenTtl", equalTo(60))
                .body("indicator", equalTo("https://api.example.com/change"));
    }

    @Test
    void refusesALifetimeBeyondADay() {
        String id = create("https://api.example.com/lifetime").extract().path("id");

        admin().body("{\"accessTokenTtl\":86401}")
                .when()
                .patch("/api/resources/" + id)
                .then()
                .statusCode(400)
                .body("details", containsString("accessTokenTtl"));
    }

    @Test
    void hasOneDefaultAtMost() {
        String first = create("https://api.example.com/first").extract().path("id");
        String second = create("https://api.example.com/second").extract().path("id");

        makeDefault(first).statusCode(200).body("isDefault", equalTo(true));
        makeDefault(second).statusCode(200).body("isDefault", equalTo(true));

        admin().when().get("/api/resources/" + first).then().body("isDefault", equalTo(false));
    }

    @Test
    void isGoneAfterDeletion() {
        String id = create("https://api.example.com/gone").extract().path("id");

        admin().when().delete("/api/resources/" + id).then().statusCode(204);

        admin().when().get("/api/resources/" + id).then().statusCode(404).body("code", equalTo("entity.not_found"));
        admin().when().delete("/api/resources/" + id).then().statusCode(404);
    }

    @Test
    void listsEverythingUnlessPagesAreAskedFor() {
        create("https://api.example.com/listed").statusCode(201);

        admin().when()
                .get("/api/resources")
                .then()
                .statusCode(200)
                .body("indicator", hasItem("https://api.example.com/listed"));
        admin().when()
                .get("/api/resources?page=1&page_size=1")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1));
    }

    private static ValidatableResponse create(String indicator) {
        return admin().body("{\"name\":\"An API\",\"indicator\":\"" + indicator + "\"}")
                .when()
                .post("/api/resources")
                .then();
    }

    private static ValidatableResponse makeDefault(String id) {
        return admin().body("{\"isDefault\":true}")
                .when()
                .patch("/api/resources/" + id + "/is-default")
                .then();
    }
}
