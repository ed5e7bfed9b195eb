package dev.latchkey.management;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.Management.token;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.ManagementApi;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 1: who may use the management API.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ManagementGuardTest {
    private static final Set<String> PUBLIC = Set.of("/api/status", "/api/.well-known/sign-in-exp");

    @Test
    void asksForAToken() {
        list(given()).statusCode(401).body("code", equalTo("auth.authorization_header_missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dGVzdGFkbWluOnNlY3JldA==", "Digest x", "Bearer"})
    void takesBearerTokensOnly(String header) {
        list(given().header("Authorization", header))
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("code", equalTo("auth.authorization_token_type_not_supported"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not.a.token",
                "opaque",
                "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ1cm46bGF0Y2hrZXk6bWFuYWdlbWVudCIsInNjb3BlIjoiYWxsIn0.",
            })
    void refusesWhatItDidNotSign(String token) {
        list(given().auth().oauth2(token)).statusCode(401).body("code", equalTo("auth.unauthorized"));
    }

    @Test
    void refusesATokenWhoseClaimsWereChanged() {
        String[] parts = token("all").split("\\.");

        list(given().auth().oauth2(parts[0] + "." + parts[1] + "x." + parts[2]))
                .statusCode(401)
                .body("code", equalTo("auth.unauthorized"));
    }

    @Test
    void refusesATokenForAnotherApi() {
        admin().body("{\"name\":\"Other\",\"indicator\":\"https://other.example.com\"}")
                .when()
                .post("/api/resources")
                .then()
                .statusCode(201);
        String foreign = given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "https://other.example.com")
                .when()
                .post("/oidc/token")
                .then()
                .extract()
                .path("access_token");

        list(given().auth().oauth2(foreign)).statusCode(401).body("code", equalTo("auth.unauthorized"));
    }

    @Test
    void forbidsATokenWithoutTheScope() {
        list(given().auth().oauth2(token(""))).statusCode(403).body("code", equalTo("auth.forbidden"));
    }

    @Test
    void letsTheConfiguredAdministratorIn() {
        list(admin()).statusCode(200);
    }

    @Test
    void keepsNothingInCaches() {
        list(admin()).header("Cache-Control", equalTo("no-store"));
    }

    /// Every operation that the description tells of, but the public ones, refuses a stranger.
    @Test
    void leavesNoOperationUnguarded() {
        JsonPath description = given().when()
                .get("/api/swagger.json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Object>> paths = description.getMap("paths");
        List<String> open = paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/") && !PUBLIC.contains(path.getKey()))
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(method ->
                                Set.of("get", "post", "put", "patch", "delete").contains(method))
                        .filter(method -> status(method, path.getKey()) != 401)
                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toList());

        assertEquals(List.of(), open, "every resource below /api carries @" + ManagementApi.class.getSimpleName());
    }

    private static int status(String method, String path) {
        return given().contentType("application/json")
                .body("{}")
                .when()
                .request(method, path.replaceAll("\\{[^}]*}", "x"))
                .statusCode();
    }

    private static ValidatableResponse list(RequestSpecification request) {
        return request.when().get("/api/resources").then();
    }
}
