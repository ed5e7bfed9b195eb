package dev.latchkey.conformance;

import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;

/// Plan `all-oidc` with `client_auth_type=none`. The suite sends PKCE in one of its modules alone, so the operator
/// has let this client go without.
@QuarkusTest
class AllInOnePublicTest extends CodeFlowPlan {
    @Override
    Client register(Scene scene) {
        return Client.withoutSecret(scene.admin()
                .application("SPA", Map.of("redirectUris", List.of(Suite.CALLBACK)), Map.of("requirePkce", false)));
    }
}
