package dev.latchkey.key;

import static dev.latchkey.testing.Management.admin;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What tests see of the keys: the published set and the answers of the management API.
final class PublishedKeys {
    static final String API = "/api/configs/oidc/private-keys";

    private PublishedKeys() {}

    static JsonPath jwks() {
        return given().get("/oidc/jwks").then().statusCode(200).extract().jsonPath();
    }

    static List<String> ids() {
        return jwks().getList("keys.kid");
    }

    static List<String> algorithms() {
        return jwks().getList("keys.alg");
    }

    static List<Map<String, Object>> rotate(Map<String, Object> body) {
        return admin().body(body)
                .post(API + "/rotate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
    }

    static List<Map<String, Object>> listed() {
        return admin().get(API).then().statusCode(200).extract().jsonPath().getList("");
    }

    static Map<String, Object> listed(String id) {
        return listed().stream()
                .filter(key -> key.get("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// The id of the one key of this algorithm that has this status.
    static String id(Algorithm algorithm, KeyStatus status) {
        List<String> found = listed().stream()
                .filter(key -> key.get("algorithm").equals(algorithm.name())
                        && key.get("status").equals(status.name()))
                .map(key -> (String) key.get("id"))
                .toList();
        assertTrue(found.size() == 1, () -> found.size() + " keys of " + algorithm + " are " + status);
        return found.getFirst();
    }

    /// Waits for what reaches a replica a moment later.
    static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen within 10 seconds");
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
