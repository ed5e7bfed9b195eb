package dev.latchkey.grant;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §4.1: the authorization code at the token endpoint.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationCodeGrantTest {
    private Scene scene;
    private Journey journey;
    private String code;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void linSignsIn() {
        journey = scene.app().journey();
        code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
    }

    @Test
    void refusesACodeThatWasAlreadyUsedAndEndsWhatItBought() {
        String accessToken = scene.app().redeem(code, journey).path("access_token");
        given().auth().preemptive().oauth2(accessToken).get("/oidc/me").then().statusCode(200);

        isInvalidGrant(scene.app().redeem(code, journey));

        given().auth().preemptive().oauth2(accessToken).get("/oidc/me").then().statusCode(401);
    }

    @Test
    void ofFiftyParallelRedemptionsOneSucceeds() {
        List<Integer> statuses =
                Parallel.run(50, () -> scene.app().redeem(code, journey).statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(49, statuses.stream().filter(status -> status == 400).count());
    }

    @Test
    void anotherClientNeitherRedeemsTheCodeNorSpoilsIt() {
        isInvalidGrant(scene.web().redeem(code, journey));
        scene.app().redeem(code, journey).then().statusCode(200);
    }

    @Test
    void anotherClientCannotEndAnAuthorizationByReplayingItsCode() {
        String accessToken = scene.app().redeem(code, journey).path("access_token");
        isInvalidGrant(scene.web().redeem(code, journey));
        given().auth().preemptive().oauth2(accessToken).get("/oidc/me").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "wrong-but-long-enough-wrong-but-long-enough-wrong",
                "with space and so on, with space and so on"
            })
    void aWrongVerifierIsRefusedAndBurnsTheCode(String verifier) {
        isInvalidGrant(scene.app().redeem(code, new Journey(verifier, journey.state(), Map.of())));
        isInvalidGrant(scene.app().redeem(code, journey));
    }

    @Test
    void aVerifierWithoutAChallengeIsRefused() {
        Journey bare = scene.web().journey().without("code_challenge").without("code_challenge_method");
        String bareCode = parameter(RelyingParty.signIn(new Browser(), bare, "lin"), "code");
        isInvalidGrant(scene.web().redeem(bareCode, bare));
    }

    @Test
    void aChangedRedirectUriIsRefused() {
        isInvalidGrant(new RelyingParty(scene.app().id(), null, "com.example.app://other").redeem(code, journey));
    }

    @Test
    void anUnknownCodeIsRefused() {
        isInvalidGrant(scene.app().redeem("unknown", journey));
    }

    private static void isInvalidGrant(Response response) {
        response.then().statusCode(400).body("error", equalTo("invalid_grant"));
    }
}
