package dev.latchkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.DatabaseLink;
import dev.latchkey.testing.LinkedDatabase;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What callers see while PostgreSQL cannot be used, and that the service is back by itself afterwards.
@QuarkusTest
@TestProfile(LinkedDatabase.Profile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    DatabaseLink link;

    private Admin admin;

    @BeforeAll
    void anAdministratorIsThere() {
        admin = new Admin();
    }

    @AfterEach
    void theDatabaseIsBack() {
        link.mend();
        eventually(this::administration, 200);
        eventually(this::introspection, 200);
    }

    @Test
    void aDatabaseThatWasStoppedIsToldInTheFormOfEachInterface() {
        link.cut();

        unavailable(administration()).body("code", equalTo("oidc.temporarily_unavailable"));
        unavailable(creation()).body("code", equalTo("oidc.temporarily_unavailable"));
        unavailable(introspection()).body("error", equalTo("temporarily_unavailable"));
        unavailable(given().header("Accept", "text/html").get("/oidc/auth?client_id=somebody"))
                .contentType(containsString("text/html"));
    }

    @Test
    void wellnessStaysUpWithoutADatabase() {
        link.cut();

        given().get("/q/health/well").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(503);
        given().get("/oidc/jwks").then().statusCode(200);
    }

    /// A connection that was just used is not looked at first: its statement has to end by itself.
    @Test
    void aDatabaseThatFallsSilentHoldsNobodyUpForLong() {
        List<Supplier<Response>> requests = List.of(this::administration, this::creation, this::introspection);
        requests.forEach(Supplier::get);
        link.fallSilent();

        AtomicInteger turn = new AtomicInteger();
        assertTimeout(
                PATIENCE,
                () -> Parallel.run(
                                12,
                                () -> requests.get(turn.getAndIncrement() % 3).get())
                        .forEach(DatabaseAwayTest::unavailable));
    }

    /// After a failover the old primary lets read and refuses to write.
    @Test
    void aDatabaseThatOnlyLetsReadIsUnavailable() throws SQLException {
        readOnly("on");
        try {
            eventually(this::creation, 503);
            unavailable(creation()).body("code", equalTo("oidc.temporarily_unavailable"));
        } finally {
            readOnly("off");
        }
    }

    private Response administration() {
        return admin.request().get("/api/users?page=1&page_size=1");
    }

    private Response creation() {
        return admin.request()
                .body(Map.of("name", "Bookstore", "type", "Traditional"))
                .post("/api/applications");
    }

    /// A statement of the protocol's: an opaque token is looked up.
    private Response introspection() {
        return given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("token", "x".repeat(43))
                .post("/oidc/token/introspection");
    }

    private static ValidatableResponse unavailable(Response answer) {
        assertEquals(503, answer.statusCode(), answer::asString);
        assertEquals("2", answer.header("Retry-After"));
        return answer.then();
    }

    private static void readOnly(String value) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("test.database.direct-url", String.class);
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set default_transaction_read_only = " + value);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void eventually(Supplier<Response> request, int status) {
        Instant end = Instant.now().plus(PATIENCE);
        int last = request.get().statusCode();
        while (last != status) {
            assertTrue(Instant.now().isBefore(end), "still " + last);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            last = request.get().statusCode();
        }
    }
}
