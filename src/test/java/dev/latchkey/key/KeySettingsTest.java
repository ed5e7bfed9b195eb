package dev.latchkey.key;

import static dev.latchkey.key.PublishedKeys.eventually;
import static dev.latchkey.key.PublishedKeys.id;
import static dev.latchkey.key.PublishedKeys.ids;
import static dev.latchkey.key.PublishedKeys.jwks;
import static dev.latchkey.key.PublishedKeys.listed;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.Scene;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With EdDSA and with rotation by age, both of which are off unless set.
@QuarkusTest
@TestProfile(KeySettingsTest.Settings.class)
class KeySettingsTest {
    @Inject
    Database database;

    @Inject
    KeyRotation rotation;

    @Inject
    SigningKeys keys;

    @Inject
    TokenSigner signer;

    @Inject
    TokenVerifier verifier;

    @Inject
    LatchkeyConfig config;

    /// Read by the framework.
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.okp-enabled", "true", "latchkey.key.rotation-interval", "90d");
        }
    }

    @Test
    void signsWithEd25519WhereThatIsSwitchedOn() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("id_token_signing_alg_values_supported", hasItem("EdDSA"))
                .body("userinfo_signing_alg_values_supported", hasItem("EdDSA"));
        try (Scene scene = Scene.set()) {
            SignedIdTokens.areVerifiedByAnotherLibrary(scene, "EdDSA", "SHA-512");
        }
        assertEquals("Ed25519", jwks().getString("keys.find { it.alg == 'EdDSA' }.crv"));
        String token = signer.sign(
                Algorithm.EdDSA,
                "JWT",
                Map.of(
                        "iss", config.issuer(),
                        "sub", "someone",
                        "iat", Instant.now().getEpochSecond(),
                        "exp", Instant.now().plusSeconds(60).getEpochSecond()));
        assertTrue(verifier.verify(token).isPresent());
        assertTrue(verifier.verify(token.substring(0, token.length() - 8) + "AAAAAAAA")
                .isEmpty());
    }

    @Test
    void replacesAKeyThatIsOldEnoughOnceHoweverManyReplicasThinkOfIt() {
        rotation.run();
        int before = listed().size();
        String old = id(Algorithm.RS256, KeyStatus.Current);
        database.update("update signing_keys set signs_from = now() - interval '90 days' where id = ?", old);
        eventually(() -> keys.youngest(Algorithm.RS256)
                .filter(key -> key.signsFrom().isBefore(Instant.now().minusSeconds(60)))
                .isPresent());

        Parallel.run(4, () -> {
            rotation.run();
            return null;
        });
        rotation.run();

        assertEquals(before + 1, listed().size());
        assertEquals(old, id(Algorithm.RS256, KeyStatus.Current));
        assertTrue(ids().contains(id(Algorithm.RS256, KeyStatus.Next)));
    }

    @ParameterizedTest
    @CsvSource({"P1D, PT1H", "P2D, PT1H", "P2D, P2D", "P40D, P30D"})
    void keysStayForAsLongAsTheTokensThatTheySigned(Duration retireAfter, Duration longestToken) {
        assertDoesNotThrow(() -> KeyRotation.requireLonger(retireAfter, longestToken));
    }

    @ParameterizedTest
    @CsvSource({"PT23H, PT1H", "P2D, P7D"})
    void keysThatWouldGoBeforeTheirTokensEndTheStart(Duration retireAfter, Duration longestToken) {
        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> KeyRotation.requireLonger(retireAfter, longestToken));
        assertTrue(refusal.getMessage().contains("latchkey.key.retire-after"));
    }
}
