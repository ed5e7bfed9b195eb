package dev.latchkey.exchange;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 8693: tokens for other tokens.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenExchangeTest {
    private static final String TILL = "https://till-exchange.example.com";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty gateway;
    private RelyingParty app;
    private Response tokens;
    private String userId;

    @BeforeAll
    void linSignsIn() {
        scene = Scene.set();
        scene.admin().request().body(Map.of("name", "Till", "indicator", TILL)).post("/api/resources");
        gateway = exchanging("MachineToMachine", Map.of());
        app = exchanging("Native", Map.of("redirectUris", List.of("com.example.app://callback")));
        tokens = app.signInAndRedeem(new Browser(), "lin");
        userId = subjectOf(tokens);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void givesATokenForAnApiForOneForUserinfo() {
        Response answer = exchange(gateway, accessToken(), Map.of("resource", TILL));
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("issued_token_type", equalTo(ACCESS_TOKEN))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", allOf(greaterThan(3500), lessThanOrEqualTo(3600)))
                .body("scope", equalTo(""))
                .body("id_token", nullValue())
                .body("refresh_token", nullValue());
        Jwt token = Jwt.of(answer.path("access_token"));
        assertTrue(token.isSignedByPublishedKey());
        assertEquals(TILL, token.claims().get("aud").asText());
        assertEquals(userId, token.claims().get("sub").asText());
        assertEquals(gateway.id(), token.claims().get("client_id").asText());
        assertFalse(token.claims().has("act"));
    }

    @Test
    void takesTheAudienceForAResource() {
        String token = exchange(gateway, accessToken(), Map.of("audience", TILL, "resource", TILL))
                .path("access_token");
        assertEquals(TILL, Jwt.of(token).claims().get("aud").asText());
        String once = exchange(gateway, token, Map.of("audience", TILL)).path("access_token");
        assertEquals(userId, Jwt.of(once).claims().get("sub").asText());
    }

    @Test
    void givesNoMoreScopeThanTheSubjectTokenHad() {
        exchange(gateway, accessToken(), Map.of()).then().statusCode(200).body("scope", equalTo("openid profile"));
        Response less = exchange(gateway, accessToken(), Map.of("scope", "openid"));
        less.then().body("scope", equalTo("openid"));
        userinfo(less.path("access_token"))
                .statusCode(200)
                .body("sub", equalTo(userId))
                .body("name", nullValue());
        isRefused(exchange(gateway, accessToken(), Map.of("scope", "openid email")), "invalid_scope");
        isRefused(exchange(gateway, less.path("access_token"), Map.of("scope", "openid profile")), "invalid_scope");
    }

    @Test
    void aTokenForAnApiOpensNoUserinfo() {
        String forTill =
                exchange(gateway, accessToken(), Map.of("resource", TILL)).path("access_token");
        isRefused(exchange(gateway, forTill, Map.of()), "invalid_target");
        isRefused(exchange(gateway, forTill, Map.of("scope", "openid")), "invalid_scope");
        isRefused(exchange(gateway, accessToken(), Map.of("scope", "profile")), "invalid_target");
    }

    @Test
    void namesWhoActsForThePersonAndWhoDidBefore() {
        String ownToken = gateway.token(Map.of("grant_type", "client_credentials", "resource", TILL))
                .path("access_token");
        Map<String, String> byTheGateway =
                Map.of("resource", TILL, "actor_token", ownToken, "actor_token_type", ACCESS_TOKEN);
        String first = exchange(gateway, accessToken(), byTheGateway).path("access_token");
        assertEquals(gateway.id(), Jwt.of(first).claims().at("/act/sub").asText());

        RelyingParty next = exchanging("MachineToMachine", Map.of());
        String nextToken = next.token(Map.of("grant_type", "client_credentials", "resource", TILL))
                .path("access_token");
        JsonNode act = Jwt.of(exchange(
                                next,
                                first,
                                Map.of("resource", TILL, "actor_token", nextToken, "actor_token_type", ACCESS_TOKEN))
                        .path("access_token"))
                .claims()
                .get("act");
        assertEquals(next.id(), act.get("sub").asText());
        assertEquals(gateway.id(), act.at("/act/sub").asText());
        assertEquals(
                act,
                Jwt.of(exchange(next, again(next, first, nextToken), Map.of("resource", TILL))
                                .path("access_token"))
                        .claims()
                        .get("act"));
    }

    @Test
    void introspectionNamesTheActorOfAnOpaqueToken() {
        String ownToken = gateway.token(Map.of("grant_type", "client_credentials", "resource", TILL))
                .path("access_token");
        String token = exchange(
                        gateway, accessToken(), Map.of("actor_token", ownToken, "actor_token_type", ACCESS_TOKEN))
                .path("access_token");
        introspect(token)
                .body("active", equalTo(true))
                .body("sub", equalTo(userId))
                .body("client_id", equalTo(gateway.id()))
                .body("act.sub", equalTo(gateway.id()));
    }

    @Test
    void whatDerivesFromAnAuthorizationEndsWithIt() {
        Response own = app.signInAndRedeem(new Browser(), "aisha");
        String opaque = exchange(gateway, own.path("access_token"), Map.of()).path("access_token");
        String forTill = exchange(gateway, opaque, Map.of("resource", TILL)).path("access_token");
        introspect(forTill).body("active", equalTo(true));

        app.authenticated()
                .formParam("token", (String) own.path("refresh_token"))
                .post("/oidc/token/revocation");

        userinfo(opaque).statusCode(401);
        introspect(opaque).body("active", equalTo(false));
        introspect(forTill).body("active", equalTo(false));
        isRefused(exchange(gateway, forTill, Map.of("resource", TILL)), "invalid_request");
        isRefused(exchange(gateway, own.path("access_token"), Map.of()), "invalid_request");
    }

    @Test
    void nothingOutlivesTheTokenThatItWasGivenFor() {
        RelyingParty brief = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("accessTokenTtl", 60));
        String token = brief.signInAndRedeem(new Browser(), "lin").path("access_token");
        exchange(gateway, token, Map.of()).then().body("expires_in", lessThanOrEqualTo(60));
        Response forTill = exchange(gateway, token, Map.of("resource", TILL));
        forTill.then().body("expires_in", lessThanOrEqualTo(60));
        JsonNode claims = Jwt.of(forTill.path("access_token")).claims();
        assertTrue(claims.get("exp").asLong() - claims.get("iat").asLong() <= 60);
    }

    @Test
    void refusesWhateverIsNoGoodAccessToken() {
        Response own = app.signInAndRedeem(new Browser(), "lin");
        isRefused(exchange(gateway, "unknown", Map.of()), "invalid_request");
        isRefused(exchange(gateway, "x".repeat(43), Map.of()), "invalid_request");
        isRefused(exchange(gateway, "sub_" + "x".repeat(43), Map.of()), "invalid_request");
        isRefused(exchange(gateway, own.path("refresh_token"), Map.of()), "invalid_request");
        isRefused(exchange(gateway, own.path("id_token"), Map.of("resource", TILL)), "invalid_request");
        String machine = gateway.token(Map.of("grant_type", "client_credentials", "resource", TILL))
                .path("access_token");
        isRefused(exchange(gateway, machine, Map.of("resource", TILL)), "invalid_request");
        expire(own.path("access_token"));
        isRefused(exchange(gateway, own.path("access_token"), Map.of()), "invalid_request");
    }

    @Test
    void refusesRequestsThatAreNotInOrder() {
        isRefused(exchange(gateway, accessToken(), Map.of("subject_token_type", "urn:x:y")), "invalid_request");
        isRefused(gateway.token(Map.of("grant_type", grantType(), "subject_token", "x")), "invalid_request");
        isRefused(
                gateway.token(Map.of("grant_type", grantType(), "subject_token_type", ACCESS_TOKEN)),
                "invalid_request");
        isRefused(
                exchange(
                        gateway,
                        accessToken(),
                        Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")),
                "invalid_request");
        isRefused(exchange(gateway, accessToken(), Map.of("actor_token", "x")), "invalid_request");
        isRefused(exchange(gateway, accessToken(), Map.of("actor_token_type", ACCESS_TOKEN)), "invalid_request");
        isRefused(
                exchange(gateway, accessToken(), Map.of("actor_token", "x", "actor_token_type", ACCESS_TOKEN)),
                "invalid_request");
        isRefused(
                exchange(gateway, accessToken(), Map.of("actor_token", "x", "actor_token_type", "urn:x:y")),
                "invalid_request");
        isRefused(
                exchange(gateway, accessToken(), Map.of("resource", "https://unknown.example.com")), "invalid_target");
        isRefused(exchange(gateway, accessToken(), Map.of("audience", "unknown")), "invalid_target");
        isRefused(
                exchange(gateway, accessToken(), Map.of("audience", "urn:latchkey:management", "resource", TILL)),
                "invalid_target");
        isRefused(exchange(gateway, accessToken(), Map.of("scope", "open\"id")), "invalid_scope");
    }

    @Test
    void onlyApplicationsThatAreAllowedToMayExchange() {
        isRefused(exchange(scene.web(), accessToken(), Map.of()), "unauthorized_client");
        String thirdParty = scene.admin()
                .request()
                .body(Map.of(
                        "name",
                        "Stranger",
                        "type",
                        "Native",
                        "isThirdParty",
                        true,
                        "oidcClientMetadata",
                        Map.of("redirectUris", List.of("com.example.app://callback")),
                        "customClientMetadata",
                        Map.of("allowTokenExchange", true)))
                .post("/api/applications")
                .path("id");
        isRefused(exchange(new RelyingParty(thirdParty, null, null), accessToken(), Map.of()), "unauthorized_client");
    }

    @Test
    void aPublicApplicationMayExchangeItsOwnTokensOnly() {
        exchange(app, accessToken(), Map.of("resource", TILL)).then().statusCode(200);
        String others = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        isRefused(exchange(app, others, Map.of("resource", TILL)), "invalid_request");
        exchange(gateway, others, Map.of("resource", TILL)).then().statusCode(200);
    }

    @Test
    void aTokenThatIsBoundNeedsTheProofOfItsKey() {
        DpopKey key = DpopKey.make();
        Response bound = exchangeWith(key, accessToken(), Map.of());
        bound.then().statusCode(200).body("token_type", equalTo("DPoP"));
        introspect(bound.path("access_token")).body("cnf.jkt", equalTo(key.thumbprint()));
        isRefused(exchange(gateway, bound.path("access_token"), Map.of()), "invalid_request");
        isRefused(exchangeWith(DpopKey.make(), bound.path("access_token"), Map.of()), "invalid_request");
        Response forTill = exchangeWith(key, bound.path("access_token"), Map.of("resource", TILL));
        assertEquals(
                key.thumbprint(),
                Jwt.of(forTill.path("access_token")).claims().at("/cnf/jkt").asText());
    }

    @Test
    void aTokenForTheManagementApiDoesNotManage() {
        String token = exchange(gateway, accessToken(), Map.of("resource", "urn:latchkey:management"))
                .path("access_token");
        given().auth().oauth2(token).get("/api/applications").then().statusCode(403);
    }

    @Test
    void anAdministratorLetsAnApplicationActInSomebodysNameOnce() {
        Response made = impersonationOf(userId);
        made.then().statusCode(201).body("subjectToken", notNullValue()).body("expiresIn", equalTo(600));
        String token = made.path("subjectToken");
        Response answer = exchange(gateway, token, Map.of("scope", "openid profile offline_access"));
        answer.then()
                .statusCode(200)
                .body("scope", equalTo("openid profile"))
                .body("issued_token_type", equalTo(ACCESS_TOKEN))
                .body("id_token", nullValue())
                .body("refresh_token", nullValue());
        userinfo(answer.path("access_token")).statusCode(200).body("sub", equalTo(userId));
        isRefused(exchange(gateway, token, Map.of("scope", "openid")), "invalid_request");
    }

    @Test
    void impersonationIsRecordedWithItsReason() {
        String token = impersonationOf(userId).path("subjectToken");
        exchange(
                        gateway,
                        token,
                        Map.of("resource", TILL, "subject_token_type", "urn:logto:token-type:impersonation_token"))
                .then()
                .statusCode(200);
        assertEquals(List.of("support case 7"), database.list("""
                                select (payload ->> 'context')::jsonb ->> 'reason' as reason from audit_events
                                where key = 'ExchangeTokenBy.TokenExchange' and user_id = ? and application_id = ?
                                order by created_at desc limit 1""", row -> row.text("reason"), userId, gateway.id()));
    }

    @Test
    void ofManyExchangesOfOneImpersonationTokenOneWins() {
        String token = impersonationOf(userId).path("subjectToken");
        List<Integer> statuses =
                Parallel.run(8, () -> exchange(gateway, token, Map.of()).statusCode());
        assertEquals(1, Collections.frequency(statuses, 200));
        assertEquals(7, Collections.frequency(statuses, 400));
    }

    @Test
    void aRequestThatIsNotInOrderLeavesTheImpersonationTokenUnspent() {
        String token = impersonationOf(userId).path("subjectToken");
        isRefused(exchange(gateway, token, Map.of("resource", "https://unknown.example.com")), "invalid_target");
        isRefused(exchange(scene.web(), token, Map.of()), "unauthorized_client");
        exchange(gateway, token, Map.of()).then().statusCode(200).body("scope", equalTo("openid"));
    }

    @Test
    void anImpersonationTokenEnds() {
        String token = impersonationOf(userId).path("subjectToken");
        database.update(
                "update subject_tokens set created_at = now() - interval '1 hour', expires_at = now() where hash = sha256(?)",
                token.getBytes());
        isRefused(exchange(gateway, token, Map.of()), "invalid_request");
    }

    @Test
    void noImpersonationTokenIsMadeForNobodyOrWithoutMeasure() {
        impersonationOf("unknown").then().statusCode(404).body("code", equalTo("entity.not_found"));
        scene.admin()
                .request()
                .body(Map.of())
                .post("/api/subject-tokens")
                .then()
                .statusCode(400);
        scene.admin()
                .request()
                .body(Map.of("userId", userId, "context", Map.of("reason", "x".repeat(4096))))
                .post("/api/subject-tokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
        given().body("{}").post("/api/subject-tokens").then().statusCode(401);
    }

    @Test
    void whoeverProvesWhoTheyAreSignsInInFull() {
        Response answer = app.token(Map.of(
                "grant_type",
                grantType(),
                "subject_token",
                "I am " + userId,
                "subject_token_type",
                SpokenCodes.TYPE,
                "scope",
                "openid profile offline_access",
                "resource",
                TILL));
        answer.then()
                .statusCode(200)
                .body("scope", equalTo(""))
                .body("issued_token_type", equalTo(ACCESS_TOKEN))
                .body("id_token", notNullValue());
        Jwt idToken = Jwt.of(answer.path("id_token"));
        assertTrue(idToken.isSignedByPublishedKey());
        assertEquals(userId, idToken.claims().get("sub").asText());
        assertEquals(app.id(), idToken.claims().get("aud").asText());
        assertEquals("vbm", idToken.claims().at("/amr/0").asText());
        assertTrue(idToken.claims().has("at_hash"));
        Response refreshed = app.refresh(answer.path("refresh_token"));
        refreshed.then().statusCode(200).body("scope", equalTo("openid profile offline_access"));
        userinfo(refreshed.path("access_token")).statusCode(200).body("sub", equalTo(userId));
    }

    @Test
    void aServiceOfItsOwnGetsNoRefreshTokenThatItCouldNotUse() {
        gateway.token(Map.of(
                        "grant_type",
                        grantType(),
                        "subject_token",
                        "I am " + userId,
                        "subject_token_type",
                        SpokenCodes.TYPE,
                        "scope",
                        "openid offline_access"))
                .then()
                .statusCode(200)
                .body("id_token", notNullValue())
                .body("refresh_token", nullValue());
    }

    @Test
    void aProofThatIsNoneSignsNobodyIn() {
        isRefused(spoken("who knows", Map.of()), "invalid_request");
        isRefused(spoken("I am nobody", Map.of()), "invalid_request");
        isRefused(
                spoken("I am " + userId, Map.of("actor_token", accessToken(), "actor_token_type", ACCESS_TOKEN)),
                "invalid_request");
    }

    @Test
    void aSuspendedPersonIsRefusedInEveryWay() {
        Response own = app.signInAndRedeem(new Browser(), "wei");
        String wei = subjectOf(own);
        String derived = exchange(gateway, own.path("access_token"), Map.of()).path("access_token");
        String impersonation = impersonationOf(wei).path("subjectToken");
        suspend(wei, true);
        try {
            userinfo(derived).statusCode(401);
            isRefused(exchange(gateway, own.path("access_token"), Map.of()), "invalid_request");
            isRefused(exchange(gateway, derived, Map.of()), "invalid_request");
            isRefused(exchange(gateway, impersonation, Map.of()), "invalid_request");
            isRefused(spoken("I am " + wei, Map.of()), "invalid_request");
        } finally {
            suspend(wei, false);
        }
    }

    @Test
    void oneCallTellsWhenWhatWasExchangedEndsAndWhy() {
        RelyingParty other = exchanging("MachineToMachine", Map.of());
        Response answer = exchange(other, accessToken(), Map.of());
        ValidatableResponse grants = scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?applicationId=" + other.id())
                .then()
                .statusCode(200)
                .body("grants", hasSize(1))
                .body("grants[0].cause", equalTo("latchkey.token.access-token-lifetime"))
                .body("grants[0].signedOutAt", greaterThan(System.currentTimeMillis() + 3_500_000));
        String grantId = grants.extract().path("grants[0].id");
        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/grants/" + grantId)
                .then()
                .statusCode(204);
        userinfo(answer.path("access_token")).statusCode(401);
    }

    @Test
    void discoveryNamesTheGrant() {
        given().get(endpoint() + "/oidc/.well-known/openid-configuration")
                .then()
                .body("grant_types_supported.contains('" + grantType() + "')", equalTo(true));
        assertEquals("urn:ietf:params:oauth:grant-type:token-exchange", grantType());
    }

    private RelyingParty exchanging(String type, Map<String, Object> oidc) {
        return scene.admin().application(type, oidc, Map.of("allowTokenExchange", true));
    }

    private String accessToken() {
        return tokens.path("access_token");
    }

    private static String grantType() {
        return "urn:ietf:params:oauth:grant-type:token-exchange";
    }

    private String again(RelyingParty by, String subjectToken, String actorToken) {
        return exchange(
                        by,
                        subjectToken,
                        Map.of("resource", TILL, "actor_token", actorToken, "actor_token_type", ACCESS_TOKEN))
                .path("access_token");
    }

    private static Response exchange(RelyingParty by, String subjectToken, Map<String, String> more) {
        return by.token(form(subjectToken, more));
    }

    private Response exchangeWith(DpopKey key, String subjectToken, Map<String, String> more) {
        return gateway.authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParams(form(subjectToken, more))
                .post("/oidc/token");
    }

    private static Map<String, String> form(String subjectToken, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", grantType(), "subject_token", subjectToken, "subject_token_type", ACCESS_TOKEN));
        form.putAll(more);
        return form;
    }

    private Response spoken(String sentence, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("subject_token_type", SpokenCodes.TYPE);
        return exchange(app, sentence, form);
    }

    private Response impersonationOf(String id) {
        return scene.admin()
                .request()
                .body(Map.of("userId", id, "context", Map.of("reason", "support case 7")))
                .post("/api/subject-tokens");
    }

    private void suspend(String id, boolean suspended) {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", suspended))
                .patch("/api/users/" + id + "/is-suspended")
                .then()
                .statusCode(200);
    }

    private void expire(String token) {
        database.update("update access_tokens set expires_at = now() where hash = sha256(?)", token.getBytes());
    }

    private ValidatableResponse introspect(String token) {
        return gateway.authenticated()
                .formParam("token", token)
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse userinfo(String token) {
        return given().auth().preemptive().oauth2(token).get("/oidc/me").then();
    }

    private static void isRefused(Response answer, String error) {
        answer.then()
                .statusCode(400)
                .body("error", equalTo(error))
                .body("error_description", not(equalTo("")))
                .body("access_token", nullValue());
    }

    private static String subjectOf(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
    }
}
