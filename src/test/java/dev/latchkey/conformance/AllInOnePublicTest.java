package dev.latchkey.conformance;

import static dev.latchkey.conformance.Suite.without;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `all-oidc` with `client_auth_type=none`. The suite sends PKCE in one of its modules alone, and here with
/// every request: a code that needs neither secret nor verifier is anybody's, so that public clients always need
/// PKCE (RFC 9700 §2.1.1).
@QuarkusTest
class AllInOnePublicTest extends CodeFlowPlan {
    @Override
    Client register(Scene scene) {
        return Client.withoutSecret(
                scene.admin().application("SPA", Map.of("redirectUris", List.of(Suite.CALLBACK)), Map.of()));
    }

    @Test
    void aRequestWithoutPkceIsRefusedByRedirect() {
        Map<String, String> request = without(without(request(), "code_challenge"), "code_challenge_method");
        assertRefused(request, client.open(new Browser(), request), "invalid_request");
    }
}
