package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Management;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Routes;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Headers that say how the service is reached change nothing: every address follows from the settings.
@QuarkusTest
class ForgedHostTest {
    private static final List<String> FORGED = List.of(
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Port: 666",
            "X-Forwarded-Prefix: /evil",
            "X-Original-URL: /evil.example",
            "Forwarded: host=evil.example;proto=https");

    @Test
    void noAddressAnswersOtherwise() {
        String bearer = "Authorization: Bearer " + Management.token("all");
        Routes.all().stream().filter(route -> route.method().equals("GET")).forEach(route -> {
            List<String> forged = new java.util.ArrayList<>(FORGED);
            if (route.isOfTheManagementApi()) {
                forged.add(bearer);
            }
            Wire.Answer answer = Wire.send("GET", route.target("x"), forged, new byte[0]);
            String whole = answer.headers() + answer.body();
            assertFalse(whole.contains("evil"), () -> route + " answers " + whole);
            assertFalse(whole.contains(":666"), () -> route + " answers " + whole);
        });
    }

    @Test
    void anAbsoluteTargetIsNotBelievedEither() {
        Wire.Answer answer =
                Wire.send("GET", "http://evil.example/oidc/.well-known/openid-configuration", List.of(), new byte[0]);
        assertFalse((answer.headers() + answer.body()).contains("evil.example"));
    }

    @Test
    void discoveryAndRedirectsNameTheConfiguredIssuer() {
        try (Scene scene = Scene.set()) {
            String document = Wire.send("GET", "/oidc/.well-known/openid-configuration", FORGED, new byte[0])
                    .body();
            assertTrue(document.contains("\"issuer\":\"" + endpoint() + "/oidc\""), document);

            URI request = URI.create(scene.web().journey().url());
            Wire.Answer toPage =
                    Wire.send("GET", request.getRawPath() + "?" + request.getRawQuery(), FORGED, new byte[0]);
            URI page = URI.create(endpoint()).resolve(toPage.header("Location").orElseThrow());
            assertEquals(endpoint(), page.getScheme() + "://" + page.getAuthority());
            assertFalse(toPage.header("Set-Cookie").orElseThrow().contains("Domain"));

            URI refused =
                    URI.create(scene.web().journey().with("prompt", "none").url());
            String back = Wire.send("GET", refused.getRawPath() + "?" + refused.getRawQuery(), FORGED, new byte[0])
                    .header("Location")
                    .orElseThrow();
            assertEquals(endpoint() + "/oidc", RelyingParty.parameter(back, "iss"));
        }
    }
}
