package dev.latchkey.token;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Access tokens for an API: each for one alone, for as long and signed as the API has it. An API's own
/// `accessTokenTtl` may be longer than what an application's tokens live for: the authorization is there as long,
/// because introspection and token exchange ask for it.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTokenTest {
    private static final String API = "https://archive.example.com";
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int HALF_A_DAY = 43_200;

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        scene.admin()
                .request()
                .body(Map.of("name", "Archive", "indicator", API, "accessTokenTtl", HALF_A_DAY))
                .post("/api/resources")
                .then()
                .statusCode(201);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void anAuthorizationLastsAsLongAsTheLongestTokenThatItYields() {
        RelyingParty web = scene.web();
        RelyingParty.Journey journey =
                web.journey().with("resource", API).with("scope", "openid").without("prompt");
        String code = RelyingParty.parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        Response tokens = web.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                web.redirectUri(),
                "code_verifier",
                journey.verifier(),
                "resource",
                API));
        tokens.then().statusCode(200).body("expires_in", equalTo(HALF_A_DAY));
        Jwt token = Jwt.of(tokens.path("access_token"));

        Instant tokenEnd = Instant.ofEpochSecond(token.claims().get("exp").asLong());
        assertFalse(endOf(token.claims().get("gid").asText()).isBefore(tokenEnd));
    }

    /// The absolute end of a family is the end of its access tokens too, and they say so.
    @Test
    void aTokenEndsWithItsAuthorization() {
        RelyingParty web = scene.web();
        RelyingParty.Journey journey = web.journey().with("resource", API);
        String refreshToken = web.signInAndRedeem(new Browser(), journey, "lin").path("refresh_token");
        database.update(
                "update grants set expires_at = now() + interval '10 minutes' where id = (select grant_id from"
                        + " refresh_tokens where hash = sha256(convert_to(?, 'UTF8')))",
                refreshToken);
        Map<String, String> refresh = Map.of("grant_type", "refresh_token", "refresh_token", refreshToken);
        int userinfo = web.token(refresh).path("expires_in");
        assertTrue(userinfo <= 600 && userinfo > 500, () -> "expires_in is " + userinfo);
        int api = web.refresh(refreshToken, API).path("expires_in");
        assertTrue(api <= 600 && api > 500, () -> "expires_in is " + api);
    }

    /// RFC 8707 §2.2; nothing is spent by it.
    @Test
    void aTokenIsForOneApi() {
        RelyingParty web = scene.web();
        RelyingParty.Journey journey = web.journey().with("resource", API);
        String code = RelyingParty.parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        Map<String, String> redemption = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                web.redirectUri(),
                "code_verifier",
                journey.verifier());
        isRefusedForTwo(redemption);
        String refreshToken = web.token(redemption).path("refresh_token");
        isRefusedForTwo(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        isRefusedForTwo(Map.of("grant_type", "client_credentials"));
        isRefusedForTwo(Map.of("grant_type", DEVICE_CODE, "device_code", "any"));
        web.refresh(refreshToken, API).then().statusCode(200);
    }

    private void isRefusedForTwo(Map<String, String> form) {
        RelyingParty party =
                switch (form.get("grant_type")) {
                    case "client_credentials" -> scene.admin().application("MachineToMachine", Map.of(), Map.of());
                    case DEVICE_CODE -> scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
                    default -> scene.web();
                };
        party.authenticated()
                .formParams(form)
                .formParam("resource", API, "https://other.example.com")
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384"})
    void anApiChoosesWhatItsTokensAreSignedWith(String algorithm) {
        String indicator = "https://" + algorithm.toLowerCase(Locale.ROOT) + ".example.com";
        scene.admin()
                .request()
                .body(Map.of("name", algorithm, "indicator", indicator, "accessTokenSigningAlg", algorithm))
                .post("/api/resources")
                .then()
                .statusCode(201)
                .body("accessTokenSigningAlg", equalTo(algorithm));
        RelyingParty machine = scene.admin().application("MachineToMachine", Map.of(), Map.of());
        String own = machine.token(Map.of("grant_type", "client_credentials", "resource", indicator))
                .path("access_token");
        RelyingParty web = scene.web();
        String refreshToken = web.signInAndRedeem(new Browser(), web.journey().with("resource", indicator), "lin")
                .path("refresh_token");
        for (String text : List.of(own, web.refresh(refreshToken, indicator).path("access_token"))) {
            Jwt token = Jwt.of(text);
            assertEquals(algorithm, token.header().path("alg").asText());
            assertEquals("at+jwt", token.header().path("typ").asText());
            assertTrue(token.isSignedByPublishedKey());
            machine.authenticated()
                    .formParam("token", text)
                    .post("/oidc/token/introspection")
                    .then()
                    .body("active", equalTo(true));
        }
    }

    private Instant endOf(String grantId) {
        return database.find("select expires_at from grants where id = ?", row -> row.instant("expires_at"), grantId)
                .orElseThrow();
    }
}
