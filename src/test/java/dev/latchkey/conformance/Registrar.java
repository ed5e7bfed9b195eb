package dev.latchkey.conformance;

import static io.restassured.RestAssured.given;

import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Clients that register themselves (RFC 7591), with an initial access token of the operator's.
final class Registrar {
    private Registrar() {}

    static Response register(Scene scene, Map<String, Object> more) {
        Map<String, Object> metadata = new HashMap<>(Map.of("redirect_uris", List.of(Suite.CALLBACK)));
        metadata.putAll(more);
        return given().auth()
                .oauth2(initialAccessToken(scene))
                .contentType(ContentType.JSON)
                .body(metadata)
                .post("/oidc/register");
    }

    /// One that may have codes at the first of its addresses.
    static RelyingParty registered(Scene scene, Map<String, Object> more) {
        Map<String, Object> metadata =
                new HashMap<>(Map.of("grant_types", List.of("authorization_code", "refresh_token")));
        metadata.putAll(more);
        Response registered = register(scene, metadata);
        registered.then().statusCode(201);
        return new RelyingParty(
                registered.path("client_id"), registered.path("client_secret"), registered.path("redirect_uris[0]"));
    }

    private static String initialAccessToken(Scene scene) {
        return scene.admin()
                .request()
                .body(Map.of("name", "suite", "isFirstParty", true))
                .post("/api/initial-access-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("value");
    }
}
