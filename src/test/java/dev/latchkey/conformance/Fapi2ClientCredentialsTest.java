package dev.latchkey.conformance;

import static dev.latchkey.conformance.Fapi2Client.GOOD_ASSERTION;
import static dev.latchkey.conformance.Fapi2Client.GOOD_PROOF;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `fapi2` with `fapi_profile=fapi_client_credentials_grant`: a service that manages this one. The suite names
/// a scope and no resource.
@QuarkusTest
class Fapi2ClientCredentialsTest extends Fapi2Plan {
    @Override
    Fapi2Client register(Scene scene) {
        return administrator(scene, "PS256");
    }

    @Override
    Fapi2Client registerSecond(Scene scene) {
        return administrator(scene, "ES256");
    }

    private static Fapi2Client administrator(Scene scene, String algorithm) {
        DpopKey key = DpopKey.of(algorithm);
        String id = scene.admin()
                .request()
                .body(Map.of(
                        "name",
                        "Service",
                        "type",
                        "MachineToMachine",
                        "isAdmin",
                        true,
                        "oidcClientMetadata",
                        Fapi2Client.metadata(key, Suite.CALLBACK),
                        "customClientMetadata",
                        Map.of("securityProfile", "fapi2")))
                .post("/api/applications")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        scene.admin()
                .request()
                .body(Map.of("isAdmin", true))
                .patch("/api/applications/" + id)
                .then()
                .statusCode(200);
        return Fapi2Client.of(new RelyingParty(id, null, Suite.CALLBACK), key);
    }

    @Override
    Map<String, String> form(Fapi2Client by) {
        return Map.of("grant_type", "client_credentials", "scope", "all");
    }

    @Override
    String resource() {
        return "/api/applications";
    }

    @Override
    String discovery() {
        return "/.well-known/oauth-authorization-server/oidc";
    }

    @Test
    void thereIsNeitherARefreshTokenNorAnIdToken() {
        JsonPath tokens = client.token(form(client), GOOD_ASSERTION, GOOD_PROOF).jsonPath();
        assertFalse(tokens.getMap("$").containsKey("refresh_token"));
        assertFalse(tokens.getMap("$").containsKey("id_token"));
    }
}
