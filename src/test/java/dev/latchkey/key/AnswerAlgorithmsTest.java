package dev.latchkey.key;

import static dev.latchkey.key.PublishedKeys.algorithms;
import static dev.latchkey.key.PublishedKeys.eventually;
import static dev.latchkey.testing.Management.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an application can have its ID tokens and its userinfo signed with.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerAlgorithmsTest {
    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"RS256,SHA-256", "PS256,SHA-256", "ES256,SHA-256", "ES384,SHA-384"})
    void signsWithWhatTheApplicationAsksFor(String algorithm, String hash) {
        SignedIdTokens.areVerifiedByAnotherLibrary(scene, algorithm, hash);
    }

    @Test
    void discoveryNamesExactlyWhatCanBeAskedFor() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("id_token_signing_alg_values_supported", contains("RS256", "PS256", "ES256", "ES384"))
                .body("userinfo_signing_alg_values_supported", contains("RS256", "PS256", "ES256", "ES384"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RS512", "rs256", ""})
    void refusesAnAlgorithmThatIsNotOffered(String algorithm) {
        refuses(algorithm, "must be one of RS256, PS256, ES256, ES384");
    }

    @Test
    void publishesNoOkpKeyUnlessThatIsSwitchedOn() {
        refuses("EdDSA", "latchkey.key.okp-enabled");
        assertFalse(algorithms().contains("EdDSA"));
    }

    @Test
    void publishesAKeyAsSoonAsAnApplicationAsksForItsAlgorithm() {
        String id = admin().body(Map.of("name", "A", "type", "SPA"))
                .post("/api/applications")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        admin().body(Map.of("customClientMetadata", Map.of("idTokenSignedResponseAlg", "PS256")))
                .patch("/api/applications/" + id)
                .then()
                .statusCode(200);

        eventually(() -> algorithms().contains("PS256"));
    }

    private static void refuses(String algorithm, String details) {
        for (String field : List.of("idTokenSignedResponseAlg", "userinfoSignedResponseAlg")) {
            admin().body(Map.of("name", "A", "type", "SPA", "customClientMetadata", Map.of(field, algorithm)))
                    .post("/api/applications")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("guard.invalid_input"))
                    .body("details", containsString("customClientMetadata." + field))
                    .body("details", containsString(details));
        }
    }
}
