package dev.latchkey.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §6 with rotation as RFC 9700 §4.14 wants it.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTokenGrantTest {
    @Inject
    DataSource source;

    private Scene scene;
    private Response tokens;
    private String refreshToken;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void linSignsInToTheApp() {
        tokens = scene.app().signInAndRedeem(new Browser(), "lin");
        refreshToken = tokens.path("refresh_token");
    }

    /// By the purge, or with the person: between what a refresh reads and what it writes.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAuthorizationThatGoesInTheMiddleOfARefreshIsARefusal(boolean rotates) throws Exception {
        RelyingParty party = rotates ? scene.app() : scene.web();
        String token = party.signInAndRedeem(new Browser(), "wei").path("refresh_token");
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement delete = connection.prepareStatement("delete from grants where id ="
                    + " (select grant_id from refresh_tokens where hash = sha256(convert_to(?, 'UTF8')))")) {
                delete.setString(1, token);
                assertEquals(1, delete.executeUpdate());
            }
            CompletableFuture<Response> refresh = CompletableFuture.supplyAsync(() -> party.refresh(token));
            awaitSomebodyWaiting();
            connection.commit();
            connection.setAutoCommit(true);

            refresh.get().then().statusCode(400).body("error", equalTo("invalid_grant"));
        }
    }

    private void awaitSomebodyWaiting() throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 200; i++) {
                try (ResultSet waiting = statement.executeQuery("select 1 from pg_locks where not granted")) {
                    if (waiting.next()) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the refresh does not wait for the deletion");
    }

    @Test
    void aPublicClientGetsANewTokenAtEachUse() {
        String second = refresh(refreshToken);
        assertNotEquals(refreshToken, second);
        assertNotEquals(second, refresh(second));
    }

    @Test
    void aConfidentialClientKeepsItsTokenAndMayUseItFromManyPlaces() {
        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("refresh_token");
        Set<String> answered = new HashSet<>(Parallel.run(
                20,
                () -> scene.web()
                        .refresh(token)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("refresh_token")));
        assertEquals(Set.of(token), answered);
    }

    @Test
    void aClientThatLostTheAnswerGetsTheSameSuccessorAgain() {
        assertEquals(refresh(refreshToken), refresh(refreshToken));
    }

    /// Server components refresh and cannot store the answer, at each view of a page.
    @Test
    void aClientWithASecretGetsTheSuccessorAgainUntilItHasUsedIt() throws Exception {
        String former = lateInItsLife(scene.web());
        String successor = ask(scene.web(), former);
        assertNotEquals(former, successor);
        replacedAnHourAgo(former);

        assertEquals(successor, ask(scene.web(), former));
        assertEquals(successor, ask(scene.web(), former));

        assertEquals(successor, ask(scene.web(), successor));
        isInvalidGrant(scene.web().refresh(former));
        isInvalidGrant(scene.web().refresh(successor));
    }

    @Test
    void aPublicClientThatComesAnHourLaterIsTooLate() throws Exception {
        String successor = refresh(refreshToken);
        replacedAnHourAgo(refreshToken);
        isInvalidGrant(scene.app().refresh(refreshToken));
        isInvalidGrant(scene.app().refresh(successor));
    }

    /// Confidential clients' tokens are replaced when 70 % of their life are over.
    private String lateInItsLife(RelyingParty party) throws Exception {
        String token = party.signInAndRedeem(new Browser(), "lin").path("refresh_token");
        change("issued_at = now() - interval '12 days', expires_at = now() + interval '2 days'", token);
        return token;
    }

    private void replacedAnHourAgo(String token) throws Exception {
        change("rotated_at = now() - interval '1 hour'", token);
    }

    private void change(String what, String token) throws Exception {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update refresh_tokens set " + what + " where hash = sha256(convert_to(?, 'UTF8'))")) {
            update.setString(1, token);
            assertEquals(1, update.executeUpdate());
        }
    }

    private static String ask(RelyingParty party, String token) {
        return party.refresh(token).then().statusCode(200).extract().path("refresh_token");
    }

    @Test
    void fiftyParallelRefreshesEndWithOneSuccessorAndNobodySignedOut() {
        Set<String> successors = new HashSet<>(Parallel.run(50, () -> refresh(refreshToken)));
        assertEquals(1, successors.size());
        refresh(successors.iterator().next());
    }

    @Test
    void aTokenOlderThanOneGenerationEndsTheFamily() {
        String second = refresh(refreshToken);
        String third = refresh(second);
        String accessToken = tokens.path("access_token");

        isInvalidGrant(scene.app().refresh(refreshToken));

        isInvalidGrant(scene.app().refresh(third));
        given().auth().preemptive().oauth2(accessToken).get("/oidc/me").then().statusCode(401);
    }

    @Test
    void anotherClientNeitherUsesATokenNorEndsItsFamily() {
        isInvalidGrant(scene.web().refresh(refreshToken));
        String second = refresh(refreshToken);
        refresh(second);
        isInvalidGrant(scene.web().refresh(refreshToken));
        refresh(second);
    }

    @Test
    void aNarrowerScopeNarrowsTheAccessToken() {
        scene.app()
                .token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "openid"))
                .then()
                .statusCode(200)
                .body("scope", equalTo("openid"));
    }

    @Test
    void aWiderScopeIsRefused() {
        scene.app()
                .token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "openid email"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void theSubjectAndTheTimeOfSignInStayTheSame() {
        Jwt first = Jwt.of(tokens.path("id_token"));
        Jwt second = Jwt.of(scene.app().refresh(refreshToken).path("id_token"));
        assertEquals(first.claims().get("sub"), second.claims().get("sub"));
        assertEquals(first.claims().get("auth_time"), second.claims().get("auth_time"));
        assertEquals(first.claims().get("sid"), second.claims().get("sid"));
    }

    /// OIDC Core §12.2: the nonce answered a request, and a refresh is another.
    @Test
    void theNonceIsNotRepeated() {
        for (RelyingParty party : List.of(scene.web(), scene.app())) {
            Response first =
                    party.signInAndRedeem(new Browser(), party.journey().with("nonce", "n-1"), "lin");
            assertEquals(
                    "n-1", Jwt.of(first.path("id_token")).claims().path("nonce").asText());
            Response second = party.refresh(first.path("refresh_token"));
            assertFalse(Jwt.of(second.path("id_token")).claims().has("nonce"));
            Response third = party.refresh(first.path("refresh_token"));
            assertFalse(Jwt.of(third.path("id_token")).claims().has("nonce"));
        }
    }

    @Test
    void aRevokedTokenRefreshesNothingAndTakesItsAccessTokensAlong() {
        String accessToken = tokens.path("access_token");
        scene.app()
                .authenticated()
                .formParam("token", refreshToken)
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
        isInvalidGrant(scene.app().refresh(refreshToken));
        given().auth().preemptive().oauth2(accessToken).get("/oidc/me").then().statusCode(401);
    }

    @Test
    void anotherClientsRevocationChangesNothing() {
        scene.web()
                .authenticated()
                .formParam("token", refreshToken)
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
        refresh(refreshToken);
    }

    @Test
    void aSuspendedUserRefreshesNothing() {
        Response weis = scene.app().signInAndRedeem(new Browser(), "wei");
        String userId = Jwt.of(weis.path("id_token")).claims().get("sub").asText();
        suspend(userId, true);
        try {
            isInvalidGrant(scene.app().refresh(weis.path("refresh_token")));
            given().auth()
                    .preemptive()
                    .oauth2((String) weis.path("access_token"))
                    .get("/oidc/me")
                    .then()
                    .statusCode(401);
        } finally {
            suspend(userId, false);
        }
        isInvalidGrant(scene.app().refresh(weis.path("refresh_token")));
    }

    @Test
    void anOrganizationThatDoesNotExistIsDenied() {
        scene.app()
                .token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "organization_id", "o1"))
                .then()
                .statusCode(403)
                .body("error", equalTo("access_denied"));
    }

    private void suspend(String userId, boolean suspended) {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", suspended))
                .patch("/api/users/{id}/is-suspended", userId)
                .then()
                .statusCode(200);
    }

    private String refresh(String token) {
        return scene.app().refresh(token).then().statusCode(200).extract().path("refresh_token");
    }

    private static void isInvalidGrant(Response response) {
        response.then().statusCode(400).body("error", equalTo("invalid_grant"));
    }
}
