package dev.latchkey.conformance;

import dev.latchkey.testing.RegistrationSwitchedOn;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/// Plan `basic` with clients that registered themselves.
@QuarkusTest
@TestProfile(RegistrationSwitchedOn.class)
class BasicDynamicTest extends BasicPlan {
    @Override
    Client register(Scene scene) {
        return Client.of(register(scene, "client_secret_basic"));
    }

    @Override
    Client registerForPost(Scene scene) {
        return Client.byPost(register(scene, "client_secret_post"));
    }

    private static RelyingParty register(Scene scene, String method) {
        return Registrar.registered(scene, Map.of("token_endpoint_auth_method", method));
    }
}
