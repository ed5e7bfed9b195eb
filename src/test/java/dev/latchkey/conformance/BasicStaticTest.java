package dev.latchkey.conformance;

import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;

/// Plan `basic` with clients that an administrator made.
@QuarkusTest
class BasicStaticTest extends BasicPlan {
    @Override
    Client register(Scene scene) {
        return Client.of(
                scene.admin().application("Traditional", Map.of("redirectUris", List.of(Suite.CALLBACK)), Map.of()));
    }
}
