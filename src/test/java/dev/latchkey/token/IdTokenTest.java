package dev.latchkey.token;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.token.WellKnown.tokens;
import static dev.latchkey.token.WellKnown.userInfo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Core §2 and §5.4: what is in an ID token, and how long it and its access token live.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdTokenTest {
    private static final Map<String, Object> OIDC = Map.of("redirectUris", List.of("http://localhost:3000/callback"));

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        WellKnown.enter(scene);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void tellsOfTheSignIn() {
        Response tokens = tokens(scene.web(), scene.web().journey().with("nonce", "n-0S6_WzA2Mj"));
        JsonNode claims = claims(tokens);
        long now = Instant.now().getEpochSecond();
        assertEquals(endpoint() + "/oidc", claims.get("iss").asText());
        assertEquals("n-0S6_WzA2Mj", claims.get("nonce").asText());
        assertEquals("1", claims.get("acr").asText());
        assertEquals("ext", claims.get("amr").get(0).asText());
        assertTrue(claims.get("sid").asText().matches("[0-9a-z]{21}"));
        assertEquals(22, claims.get("at_hash").asText().length());
        assertTrue(Math.abs(now - claims.get("auth_time").asLong()) < 30);
        assertTrue(Math.abs(now - claims.get("iat").asLong()) < 30);
        assertEquals(3600, claims.get("exp").asLong() - claims.get("iat").asLong());
    }

    @Test
    void hasNoNonceWhereNoneWasSent() {
        assertFalse(claims(tokens(scene.web(), scene.web().journey())).has("nonce"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-._~", "a b+c%20&d=e", "{\"a\":\"\\\"\"}", "林🌧"})
    void handsTheNonceBackAsItWas(String text) {
        String nonce = text.repeat(32);
        Response tokens = tokens(scene.web(), scene.web().journey().with("nonce", nonce));
        assertEquals(nonce, claims(tokens).get("nonce").asText());
    }

    // --- Claims of the scopes ------------------------------------------------------------------------

    /// The SDKs ask for `offline_access` and read the ID token; others have userinfo.
    @ParameterizedTest
    @CsvSource({
        "openid profile email phone address,                        , false",
        "openid profile email phone address offline_access,         , true",
        "openid profile email phone address,                    true, true",
        "openid profile email phone address offline_access,    false, false",
    })
    void holdsTheClaimsOfTheScopesForWhoReadsThemThere(String scope, Boolean setting, boolean expected) {
        RelyingParty party = scene.admin()
                .application("Traditional", OIDC, setting == null ? Map.of() : Map.of("scopeClaimsInIdToken", setting));
        Response tokens = tokens(party, party.journey().with("scope", scope));
        JsonNode claims = claims(tokens);
        for (String claim : List.of("name", "email", "email_verified", "phone_number", "address", "updated_at")) {
            assertEquals(expected, claims.has(claim), claim);
        }
        userInfo(tokens).body("email", equalTo("wei@example.com"));
    }

    @Test
    void aRefreshedOneHoldsTheSame() {
        Response tokens = tokens(scene.app(), scene.app().journey());
        JsonNode refreshed = claims(scene.app().refresh(tokens.path("refresh_token")));
        assertEquals("魏𠮷堃", refreshed.get("name").asText());
        assertEquals(claims(tokens).get("auth_time"), refreshed.get("auth_time"));
        assertEquals(claims(tokens).get("sid"), refreshed.get("sid"));
    }

    // --- Lives ---------------------------------------------------------------------------------------

    @Test
    void itsAccessTokenLivesAsLongAsTheApplicationWants() {
        RelyingParty brief = scene.admin().application("Traditional", OIDC, Map.of("accessTokenTtl", 120));
        Response tokens = tokens(brief, brief.journey());
        assertEquals(120, (int) tokens.path("expires_in"));
        assertEquals(120, (int) brief.refresh(tokens.path("refresh_token")).path("expires_in"));
        userInfo(tokens);
        database.update("""
                update access_tokens a set expires_at = a.expires_at - interval '2 minutes'
                from grants g where g.id = a.grant_id and g.application_id = ?""", brief.id());
        given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
    }

    @Test
    void aLongLivedAccessTokenIsGoodToItsEndWithoutARefreshToken() {
        RelyingParty patient = scene.admin().application("Traditional", OIDC, Map.of("accessTokenTtl", 86_400));
        Response tokens = tokens(patient, patient.journey().with("scope", "openid"));
        assertEquals(86_400, (int) tokens.path("expires_in"));
        String sub = claims(tokens).get("sub").asText();
        Response grants = scene.admin().request().get("/api/users/{id}/grants?applicationId=" + patient.id(), sub);
        assertEquals("customClientMetadata.accessTokenTtl", grants.path("grants[0].cause"));
        Instant end = Instant.ofEpochMilli(grants.path("grants[0].signedOutAt"));
        assertTrue(end.isAfter(Instant.now().plusSeconds(86_300)), end::toString);
        database.update(
                "update grants set expires_at = expires_at - interval '86200 seconds' where application_id = ?",
                patient.id());
        userInfo(tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401})
    void aLifeOutOfBoundsIsRefused(int seconds) {
        scene.admin()
                .request()
                .body(Map.of("name", "A", "type", "SPA", "customClientMetadata", Map.of("accessTokenTtl", seconds)))
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    private static JsonNode claims(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims();
    }
}
