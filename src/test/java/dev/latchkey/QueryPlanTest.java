package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// With many people in the tables, each statement of a sign-in and of a token's life finds its rows by an index.
///
/// The statements are those that PostgreSQL counted while somebody signed in; their plans are those that it makes
/// for any values, on tables that are filled for as long as a transaction lasts.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTest {
    /// What grows with the people, and the columns that are different in each row.
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("users", List.of("id")),
            Map.entry(
                    "user_identities",
                    List.of("provider_user_id", "user_id", "external_user_id", "open_id", "union_id")),
            Map.entry("user_open_ids", List.of("open_id", "provider_user_id")),
            Map.entry("sessions", List.of("id", "token_hash", "user_id")),
            Map.entry("session_applications", List.of("session_id", "sid")),
            Map.entry("grants", List.of("id", "user_id", "session_id", "sid")),
            Map.entry("authorization_codes", List.of("hash", "grant_id")),
            Map.entry("refresh_tokens", List.of("hash", "grant_id")),
            Map.entry("access_tokens", List.of("hash", "grant_id")),
            Map.entry("sign_ins", List.of("id", "session_id", "browser_hash")),
            Map.entry("social_visits", List.of("state_hash", "sign_in_id")));

    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on (" + String.join("|", TABLES.keySet()) + ")\\b");

    private Scene scene;

    @BeforeAll
    void setTheScene() throws SQLException {
        scene = Scene.set();
        try (Connection connection = simple()) {
            execute(connection, "create extension if not exists pg_stat_statements");
        }
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void noStatementOfASignInReadsAWholeTable() throws SQLException {
        assertNoneReadsAWholeTable(this::liveThroughASignIn, 12);
    }

    @Test
    void searchingAPersonByIdentityReadsNoWholeTable() throws SQLException {
        liveThroughASignIn();
        assertNoneReadsAWholeTable(
                () -> scene.admin()
                        .request()
                        .get("/api/users?identity.target=alipay&identity.userId=2088")
                        .then()
                        .statusCode(200),
                1);
    }

    private void liveThroughASignIn() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(new Browser(), "lin"); // the second time somebody is known
        Response tokens = scene.web().signInAndRedeem(browser, "lin");
        given().auth()
                .preemptive()
                .oauth2(tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200);
        scene.web().refresh(tokens.path("refresh_token")).then().statusCode(200);
        Journey again = scene.web().journey();
        String code = parameter(browser.get(again.url()).location(), "code");
        scene.web().redeem(code, again).then().statusCode(200);
        browser.get(RelyingParty.endpoint() + "/oidc/session/end?client_id="
                + scene.web().id());
    }

    private void assertNoneReadsAWholeTable(Runnable request, int atLeast) throws SQLException {
        try (Connection connection = simple()) {
            execute(connection, "select pg_stat_statements_reset()");
            request.run();
            List<String> statements = seen(connection);
            assertTrue(statements.size() >= atLeast, statements::toString);
            connection.setAutoCommit(false);
            try {
                fill(connection);
                List<String> bad = new ArrayList<>();
                for (String statement : statements) {
                    String plan = plan(connection, statement);
                    if (WHOLE_TABLE.matcher(plan).find()) {
                        bad.add(statement + "\n" + plan);
                    }
                }
                assertEquals(List.of(), bad, () -> String.join("\n\n", bad));
            } finally {
                connection.rollback();
            }
        }
    }

    /// In the simple protocol a statement may name parameters that nobody gives.
    private static Connection simple() throws SQLException {
        String url = ConfigProvider.getConfig().getValue("LATCHKEY_DB_URL", String.class);
        return DriverManager.getConnection(url + "?preferQueryMode=simple", "postgres", "");
    }

    private static List<String> seen(Connection connection) throws SQLException {
        return rows(
                connection,
                "select query from pg_stat_statements where query ~ '\\m(" + String.join("|", TABLES.keySet())
                        + ")\\M' and query ~* '^\\s*(select|insert|update|delete|with)' and query !~ 'pg_stat'");
    }

    /// Rows like the one that is there. Neither keys of other tables nor triggers are looked at meanwhile.
    private static void fill(Connection connection) throws SQLException {
        execute(connection, "set local session_replication_role = replica");
        for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
            execute(connection, """
                    insert into %1$s select (jsonb_populate_record(one.r, jsonb_build_object(%2$s))).*
                    from (select r from %1$s r limit 1) one, generate_series(1, 20000) n""".formatted(table.getKey(), values(table.getValue())));
            execute(connection, "analyze " + table.getKey());
        }
    }

    private static String values(List<String> columns) {
        return columns.stream()
                .map(column ->
                        "'" + column + "', " + (column.endsWith("hash") ? "'\\x' || md5(n::text)" : "'k' || n::text"))
                .collect(Collectors.joining(", "));
    }

    private static String plan(Connection connection, String statement) throws SQLException {
        return String.join("\n", rows(connection, "explain (generic_plan) " + statement));
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (results.next()) {
                rows.add(results.getString(1));
            }
            return rows;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
