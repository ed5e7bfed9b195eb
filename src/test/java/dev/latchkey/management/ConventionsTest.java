package dev.latchkey.management;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.Management.token;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.TestEnvironment;
import dev.latchkey.testing.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 2: what all of the management API has in common.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ConventionsTest {
    @ConfigProperty(name = "latchkey.endpoint")
    String endpoint;

    @Test
    void isUp() {
        given().when().get("/api/status").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/swagger.json", "/api/.well-known/management.openapi.json", "/api/openapi?format=json"})
    void describesItself(String path) {
        given().when().get(path).then().statusCode(200).body("openapi", startsWith("3."));
    }

    /// Enough for a generator of clients, and for Swagger UI to send a token.
    @Test
    void tellsThatATokenIsNeededAndWhatComesBack() {
        given().when()
                .get("/api/swagger.json")
                .then()
                .body("security[0]", hasKey("SecurityScheme"))
                .body("components.securitySchemes.SecurityScheme.scheme", equalTo("bearer"))
                .body("paths.'/api/status'.get.security", empty())
                .body("paths.'/api/applications'.get.security", nullValue())
                .body("paths.'/api/applications'.get.parameters.name", hasItems("page", "page_size", "search", "types"))
                .body("paths.'/api/logs'.get.parameters.name", hasItems("page", "supportId"))
                .body("paths.'/api/applications/{id}/secrets'.post.responses.keySet()", hasItem("201"))
                .body("paths.'/api/applications/{id}/secrets'.post.responses.keySet()", not(hasItem("200")))
                .body("paths.'/api/users'.post.responses.default.'$ref'", equalTo("#/components/responses/Error"))
                .body("components.schemas.Error.required", contains("message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/nothing/at/all", "/api/applications/x/y/z"})
    void saysSoWhereNothingIs(String path) {
        admin().when().get(path).then().statusCode(404).body("code", equalTo("entity.not_found"));
    }

    @Test
    void refusesAMethodThatAnAddressDoesNotKnow() {
        admin().body("{}")
                .when()
                .put("/api/applications")
                .then()
                .statusCode(405)
                .body("code", equalTo("request.method_not_allowed"));
    }

    @Test
    void refusesABodyThatIsNotJson() {
        admin().contentType("text/plain")
                .body("hello")
                .when()
                .post("/api/applications")
                .then()
                .statusCode(415)
                .body("code", equalTo("request.unsupported_media_type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{\"name\":\"A\",\"type\":\"SPA\"",
                "{'name':'A'}",
                "{\"name\":\"A\\u0000\",\"type\":\"SPA\"}",
                "{\"name\":\"\\ud800\",\"type\":\"SPA\"}",
                "{\"name\":5,\"type\":\"SPA\"}",
                "{\"name\":true,\"type\":\"SPA\"}",
                "{\"name\":[\"A\"],\"type\":\"SPA\"}",
                "{\"name\":{},\"type\":\"SPA\"}",
                "{\"name\":\"A\",\"type\":2}",
                "{\"name\":\"A\",\"type\":\"spa\"}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"customData\":[]}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"customData\":{\"a\\u0000\":1}}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"oidcClientMetadata\":\"x\"}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"customClientMetadata\":{\"idTokenTtl\":\"3600\"}}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"customClientMetadata\":{\"idTokenTtl\":1.5}}",
                "{\"name\":\"A\",\"type\":\"SPA\",\"customClientMetadata\":{\"idTokenTtl\":99999999999}}",
            })
    void refusesABodyThatDoesNotFit(String body) {
        admin().body(body)
                .when()
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", notNullValue());
    }

    @Test
    void refusesABodyThatIsNestedWithoutMeasure() {
        for (int depth : new int[] {50, 5000}) {
            String nested = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            admin().body("{\"name\":\"A\",\"type\":\"SPA\",\"customData\":" + nested + "}")
                    .when()
                    .post("/api/applications")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("guard.invalid_input"));
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertEquals(
                413, Wire.announce("/api/applications", token("all"), 300_000).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/%00", "/api/users?search=%00", "/api/applications/a%00b"})
    void refusesNulInAddresses(String path) {
        admin().urlEncodingEnabled(false)
                .when()
                .get(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=1.5",
                "page=",
                "page=99999999999999999999",
                "page=2147483647",
                "page_size=0",
                "page_size=101",
                "page_size=many"
            })
    void refusesPagesThatAreNone(String query) {
        admin().when()
                .get("/api/applications?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_pagination"));
    }

    @Test
    void linksThePagesOfAList() {
        for (int i = 0; i < 3; i++) {
            application("paged" + i);
        }

        Response second =
                admin().urlEncodingEnabled(false).when().get("/api/applications?search=paged%25&page=2&page_size=1");

        second.then().statusCode(200).header("Total-Number", "3").body("size()", equalTo(1));
        String base = "<" + endpoint + "/api/applications?search=paged%25&page=";
        assertThat(
                second.headers().getValues("Link"),
                containsInAnyOrder(
                        base + "1&page_size=1>; rel=\"first\"",
                        base + "1&page_size=1>; rel=\"prev\"",
                        base + "3&page_size=1>; rel=\"next\"",
                        base + "3&page_size=1>; rel=\"last\""));
    }

    @Test
    void linksWithTheConfiguredEndpointWhateverTheHostHeaderSays() {
        application("hosted");

        admin().header("Host", "evil.example.com")
                .header("X-Forwarded-Host", "evil.example.com")
                .when()
                .get("/api/applications?page=1&page_size=1")
                .then()
                .header("Link", startsWith("<" + endpoint));
    }

    @Test
    void answersAnEmptyPageBeyondTheLast() {
        admin().when()
                .get("/api/applications?page=10000000&page_size=100")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
    }

    @Test
    void answersNotModifiedToWhoKnowsTheEntityTag() {
        String path = "/api/applications/" + application("tagged");
        String tag = admin().when().get(path).then().statusCode(200).extract().header("ETag");

        admin().header("If-None-Match", tag)
                .when()
                .get(path)
                .then()
                .statusCode(304)
                .body(emptyString());
        admin().header("If-None-Match", "\"other\", W/" + tag)
                .when()
                .get(path)
                .then()
                .statusCode(304);
        admin().header("If-None-Match", "\"other\"")
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", tag);

        admin().body("{\"name\":\"renamed\"}")
                .when()
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", nullValue());
        admin().header("If-None-Match", tag)
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", Matchers.not(tag));
    }

    private static String application(String name) {
        return admin().body(Map.of("name", name, "type", "SPA"))
                .when()
                .post("/api/applications")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
