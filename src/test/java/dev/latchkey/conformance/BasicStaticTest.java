package dev.latchkey.conformance;

import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;

/// Plan `basic` with clients that an administrator made.
@QuarkusTest
class BasicStaticTest extends BasicPlan {
    @Override
    Client register(Scene scene) {
        return Client.of(webApplication(scene));
    }

    @Override
    Client registerForPost(Scene scene) {
        return Client.byPost(webApplication(scene));
    }

    static RelyingParty webApplication(Scene scene) {
        return scene.admin().application("Traditional", Map.of("redirectUris", List.of(Suite.CALLBACK)), Map.of());
    }
}
