package dev.latchkey.conformance;

import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;

/// Plan `all-oidc` with `client_auth_type=client_secret_post`.
@QuarkusTest
class AllInOneSecretPostTest extends CodeFlowPlan {
    @Override
    Client register(Scene scene) {
        Map<String, Object> metadata =
                Map.of("redirectUris", List.of(Suite.CALLBACK), "tokenEndpointAuthMethod", "client_secret_post");
        return Client.byPost(scene.admin().application("Traditional", metadata, Map.of()));
    }
}
