package dev.latchkey.dpop;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.DerivedKeys;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 9449 §8 and §9: proofs that hold a nonce of the server, where they have to.
@QuarkusTest
@TestProfile(NoncesTest.Demanded.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoncesTest {
    public static class Demanded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.dpop.nonce-required", "true");
        }
    }

    @Inject
    DerivedKeys keys;

    private final DpopKey key = DpopKey.make();
    private Scene scene;
    private RelyingParty machine;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        machine = scene.admin().application("MachineToMachine", Map.of(), Map.of());
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void theTokenEndpointGivesANonceAndTakesIt() {
        Response refused = send(proof());
        refused.then().statusCode(400).body("error", equalTo("use_dpop_nonce")).header("WWW-Authenticate", nullValue());

        send(proof().with("nonce", refused.header("DPoP-Nonce")))
                .then()
                .statusCode(200)
                .header("DPoP-Nonce", notNullValue())
                .body("token_type", equalTo("DPoP"));
    }

    @Test
    void aNonceThatIsNotOursIsAnsweredWithOneThatIs() {
        for (String nonce : new String[] {"", "x", "x".repeat(22), "\u00e9"}) {
            send(proof().with("nonce", nonce))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("use_dpop_nonce"))
                    .header("DPoP-Nonce", notNullValue());
        }
    }

    @Test
    void aProofThatIsRefusedForItsNonceIsNotSpent() {
        String id = "sent-again-with-a-nonce";
        String nonce = send(proof().with("jti", id)).header("DPoP-Nonce");
        send(proof().with("jti", id).with("nonce", nonce)).then().statusCode(200);
        send(proof().with("jti", id).with("nonce", nonce))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"))
                .header("DPoP-Nonce", notNullValue());
    }

    @Test
    void userinfoGivesANonceAndTakesIt() {
        Response tokens = scene.app().signInAndRedeem(new Browser(), "lin"); // no proof, no nonce
        tokens.then().statusCode(200);
        String nonce = send(proof()).header("DPoP-Nonce");
        String token = scene.app()
                .authenticated()
                .header("DPoP", proof().with("nonce", nonce).text())
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", tokens.<String>path("refresh_token"))
                .post("/oidc/token")
                .path("access_token");

        Response refused = userinfo(token, me(token));

        refused.then()
                .statusCode(401)
                .body("error", equalTo("use_dpop_nonce"))
                .header("WWW-Authenticate", startsWith("DPoP "));
        userinfo(token, me(token).with("nonce", refused.header("DPoP-Nonce")))
                .then()
                .statusCode(200);
    }

    @Test
    void everyReplicaKnowsTheNoncesOfTheOthers() {
        Nonces ahead = at(Duration.ofSeconds(60));
        send(proof().with("nonce", ahead.current())).then().statusCode(200);
        send(proof().with("nonce", at(Duration.ofSeconds(-60)).current()))
                .then()
                .statusCode(200);
    }

    @Test
    void aNonceIsOverAfterTwoMinutes() {
        send(proof().with("nonce", at(Duration.ofSeconds(-121)).current()))
                .then()
                .statusCode(400)
                .body("error", equalTo("use_dpop_nonce"));
        Nonces now = at(Duration.ZERO);
        assertTrue(now.isGood(now.current()));
        assertFalse(at(Duration.ofMinutes(3)).isGood(now.current()));
        assertNotEquals(now.current(), at(Duration.ofSeconds(61)).current());
        assertEquals(22, now.current().length());
    }

    private Nonces at(Duration offset) {
        return new Nonces(keys, Clock.fixed(Instant.now().plus(offset), ZoneOffset.UTC));
    }

    private DpopProof proof() {
        return key.proof("POST", "/oidc/token");
    }

    private DpopProof me(String token) {
        return key.proof("GET", "/oidc/me").withTokenHash(token);
    }

    private Response send(DpopProof proof) {
        return machine.authenticated()
                .header("DPoP", proof.text())
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token");
    }

    private static Response userinfo(String token, DpopProof proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof.text())
                .get("/oidc/me");
    }
}
