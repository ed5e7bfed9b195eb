package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a request may cost at the database, counted by PostgreSQL itself. The figures stand in
/// ARCHITECTURE.md.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementBudgetTest {
    @Inject
    DataSource source;

    private Scene scene;

    @BeforeAll
    void setTheScene() throws SQLException {
        scene = Scene.set();
        execute("create extension if not exists pg_stat_statements");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    /// @param statements those of the service: the bookkeeping of connections does not count
    /// @param writes statements that change rows; each is one commit, as none runs in a transaction block
    record Cost(int statements, int writes, int transactionBlocks) {}

    @Test
    void discoveryAndKeysCostNothing() throws SQLException {
        assertEquals(
                new Cost(0, 0, 0),
                cost(() -> given().get("/oidc/.well-known/openid-configuration")
                        .then()
                        .statusCode(200)));
        assertEquals(
                new Cost(0, 0, 0), cost(() -> given().get("/oidc/jwks").then().statusCode(200)));
    }

    @Test
    void clientCredentialsCostNothing() throws SQLException {
        Runnable request = () -> given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .then()
                .statusCode(200);
        request.run();
        assertEquals(new Cost(0, 0, 0), cost(request));
    }

    @Test
    void userinfoCostsOneRead() throws SQLException {
        String token = scene.app().signInAndRedeem(new Browser(), "lin").path("access_token");
        assertEquals(
                new Cost(1, 0, 0),
                cost(() -> given().auth()
                        .preemptive()
                        .oauth2(token)
                        .get("/oidc/me")
                        .then()
                        .statusCode(200)));
    }

    @Test
    void authorizingWithALiveSessionCostsOneReadAndOneWrite() throws SQLException {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Journey journey = scene.web().journey();
        assertEquals(
                new Cost(2, 1, 0),
                cost(() -> assertTrue(browser.get(journey.url()).location().contains("code="))));
    }

    /// What the person allowed is looked up for third parties alone.
    @Test
    void authorizingAThirdPartyCostsOneReadMore() throws SQLException {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        RelyingParty partner = scene.admin()
                .thirdParty("Partner", Map.of("redirectUris", List.of("https://partner.example/callback")), Map.of());
        Journey journey = partner.journey().without("prompt");
        Browser.Answer page = browser.follow(journey.url(), RelyingParty.endpoint());
        browser.post(
                RelyingParty.endpoint() + page.action("/consent"),
                Map.of("csrf", page.field("csrf"), "session", page.field("session"), "answer", "allow"));
        assertEquals(
                new Cost(3, 1, 0),
                cost(() -> assertTrue(browser.get(journey.url()).location().contains("code="))));
    }

    @Test
    void redeemingACodeCostsOneReadAndOneWrite() throws SQLException {
        Journey journey = scene.web().journey();
        String code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        assertEquals(
                new Cost(2, 1, 0),
                cost(() -> scene.web().redeem(code, journey).then().statusCode(200)));
    }

    @Test
    void requestedClaimsCostNoStatementMore() throws SQLException {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Journey journey = scene.web()
                .journey()
                .with("claims", "{\"userinfo\":{\"email\":null},\"id_token\":{\"nickname\":null}}");
        String[] code = new String[1];
        assertEquals(
                new Cost(2, 1, 0),
                cost(() -> code[0] = parameter(browser.get(journey.url()).location(), "code")));
        String[] token = new String[1];
        assertEquals(
                new Cost(2, 1, 0),
                cost(() -> token[0] = scene.web().redeem(code[0], journey).path("access_token")));
        assertEquals(
                new Cost(1, 0, 0),
                cost(() -> given().auth().preemptive().oauth2(token[0]).get("/oidc/me")));
    }

    @Test
    void refreshingCostsOneReadAndOneWriteWithAndWithoutRotation() throws SQLException {
        for (RelyingParty party : new RelyingParty[] {scene.web(), scene.app()}) {
            Response tokens = party.signInAndRedeem(new Browser(), "lin");
            String refreshToken = tokens.path("refresh_token");
            assertEquals(
                    new Cost(2, 1, 0),
                    cost(() -> party.refresh(refreshToken).then().statusCode(200)));
        }
    }

    /// RFC 9126: the request is stored, read again, and used up in the statement that issues the code.
    @Test
    void aPushedRequestCostsOneWriteAndOneReadMore() throws SQLException {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Journey journey = scene.web().journey();
        String[] reference = new String[1];
        assertEquals(
                new Cost(1, 1, 0),
                cost(() -> reference[0] = scene.web()
                        .authenticated()
                        .formParams(journey.without("client_id").parameters())
                        .post("/oidc/request")
                        .path("request_uri")));
        String url =
                RelyingParty.endpoint() + "/oidc/auth?client_id=" + scene.web().id() + "&request_uri=" + reference[0];
        assertEquals(
                new Cost(3, 1, 0),
                cost(() -> assertTrue(browser.get(url).location().contains("code="))));
    }

    /// RFC 7523 §3: the assertion is remembered, and nothing else is added.
    @Test
    void anAssertionCostsOneWrite() throws SQLException {
        DpopKey key = DpopKey.make();
        String id = scene.admin()
                .application(
                        "MachineToMachine",
                        Map.of("tokenEndpointAuthMethod", "private_key_jwt", "jwks", ClientAssertion.jwks(key)),
                        Map.of())
                .id();
        Runnable request = () -> ClientAssertion.of(id, key)
                .request()
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .then()
                .statusCode(200);
        request.run();
        assertEquals(new Cost(1, 1, 0), cost(request));
    }

    /// RFC 9449 §11.1: a proof is remembered, and nothing else is added.
    @Test
    void aProofCostsOneWrite() throws SQLException {
        DpopKey key = DpopKey.make();
        RelyingParty machine = new RelyingParty(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET, null);
        Runnable request = () -> machine.authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .then()
                .statusCode(200);
        request.run();
        assertEquals(new Cost(1, 1, 0), cost(request));

        String refreshToken = scene.app().signInAndRedeem(new Browser(), "lin").path("refresh_token");
        Supplier<Response> refresh = () -> scene.app()
                .authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", refreshToken)
                .post("/oidc/token");
        assertEquals(new Cost(3, 2, 0), cost(() -> refresh.get().then().statusCode(200)));

        String token = refresh.get().path("access_token");
        assertEquals(
                new Cost(2, 1, 0),
                cost(() -> given().header("Authorization", "DPoP " + token)
                        .header(
                                "DPoP",
                                key.proof("GET", "/oidc/me")
                                        .withTokenHash(token)
                                        .text())
                        .get("/oidc/me")
                        .then()
                        .statusCode(200)));
    }

    /// Without the purge, which is nobody's request: it comes a minute after the start.
    private Cost cost(Runnable request) throws SQLException {
        execute("select pg_stat_statements_reset()");
        request.run();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select coalesce(sum(calls) filter (where not block), 0) as statements,
                               coalesce(sum(calls) filter (where writes), 0) as writes,
                               coalesce(sum(calls) filter (where block), 0) as blocks
                        from (select calls, query ~* '^\\s*(begin|commit|rollback)' as block,
                                     query ~* '\\m(insert into|update|delete from)\\M' as writes
                              from pg_stat_statements
                              where query !~* 'pg_stat_statements' and query !~* '^\\s*(set|listen|show|discard|-- )'
                                and query !~ 'select ctid from'
                                and query <> '') counted""")) {
            rows.next();
            return new Cost(rows.getInt("statements"), rows.getInt("writes"), rows.getInt("blocks"));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
