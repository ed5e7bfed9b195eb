package dev.latchkey.conformance;

import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/// Plan `basic` with clients that registered themselves.
@QuarkusTest
@TestProfile(Registrar.SwitchedOn.class)
class BasicDynamicTest extends BasicPlan {
    @Override
    Client register(Scene scene) {
        return register(scene, "client_secret_basic");
    }

    @Override
    Client registerForPost(Scene scene) {
        return register(scene, "client_secret_post").byPost();
    }

    private static Client register(Scene scene, String method) {
        Response registered = Registrar.register(
                scene,
                Map.of(
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "token_endpoint_auth_method",
                        method));
        registered.then().statusCode(201);
        return new Client(registered.path("client_id"), registered.path("client_secret"), Suite.CALLBACK, false);
    }
}
