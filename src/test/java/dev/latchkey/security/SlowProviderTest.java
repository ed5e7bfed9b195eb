package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TestEnvironment;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A provider that does not answer keeps those waiting who came from it, and nobody else: ten times as many people
/// wait here as there are connections to the database and worker threads.
@QuarkusTest
@TestProfile(SlowProviderTest.Narrow.class)
class SlowProviderTest {
    private static final String CONNECTOR = "slow-oidc";
    private static final int PEOPLE = 40;
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    private final CountDownLatch arrived = new CountDownLatch(PEOPLE);
    private final CountDownLatch release = new CountDownLatch(1);

    @Inject
    AgroalDataSource pool;

    @Inject
    Database database;

    private Admin admin;
    private OidcProvider provider;
    private RelyingParty app;

    /// Read by the framework.
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.max-size",
                    "4",
                    "quarkus.thread-pool.max-threads",
                    "4",
                    "latchkey.outbound.timeout",
                    "2m",
                    "latchkey.outbound.max-calls-per-host",
                    Integer.toString(PEOPLE));
        }
    }

    @BeforeEach
    void connect() {
        admin = new Admin();
        provider = OidcProvider.start();
        admin.request()
                .body(Map.of(
                        "id",
                        CONNECTOR,
                        "connectorId",
                        "oidc",
                        "metadata",
                        Map.of("target", "slow", "name", "Slow"),
                        "config",
                        Map.of(
                                "issuer", provider.issuer(),
                                "clientId", OidcProvider.CLIENT,
                                "clientSecret", OidcProvider.SECRET)))
                .post("/api/connectors")
                .then()
                .statusCode(200);
        admin.socialOnly();
        admin.experience(Map.of("socialSignInConnectorTargets", List.of("slow")));
        app = admin.webApp();
    }

    @AfterEach
    void disconnect() {
        release.countDown();
        admin.disconnect(CONNECTOR);
        provider.close();
        admin.socialOnly();
    }

    @Test
    void keepsNobodyElseWaitingAndHoldsNoConnection() throws Exception {
        Journey journey = app.journey();
        String accessToken = app.redeem(codeOf(journey), journey)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        List<Person> people = IntStream.rangeClosed(0, PEOPLE)
                .mapToObj(_ -> leave(app.journey()))
                .toList();
        provider.tokens(_ -> waitForRelease());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> waiting = people.stream()
                    .limit(PEOPLE)
                    .map(person -> threads.submit(() -> person.comeBack().status()))
                    .toList();
            try {
                assertTrue(arrived.await(1, TimeUnit.MINUTES), "everybody is at the provider");
                nobodyHoldsAConnection();
                assertTimeout(PROMPTLY, () -> othersAreServed(accessToken));
                assertTimeout(PROMPTLY, () -> oneMoreIsToldToWait(people.getLast()));
            } finally {
                release.countDown();
            }
            for (Future<Integer> person : waiting) {
                assertEquals(303, person.get(), "signed in");
            }
        }
    }

    /// But the change feed, which listens on one of its own. A scheduled task may need one for a moment.
    private void nobodyHoldsAConnection() throws InterruptedException {
        for (int i = 0; i < 50 && pool.getMetrics().activeCount() > 1; i++) {
            Thread.sleep(20);
        }
        assertEquals(1, pool.getMetrics().activeCount(), "connections in use");
        assertEquals(0, openTransactions());
    }

    private void othersAreServed(String accessToken) {
        given().auth().oauth2(accessToken).get("/oidc/me").then().statusCode(200);
        given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .formParam("scope", "all")
                .post("/oidc/token")
                .then()
                .statusCode(200);
        assertEquals(200, new Browser().follow(app.journey().url(), endpoint()).status());
        admin.request().get("/api/users").then().statusCode(200);
    }

    /// As many calls are under way at the provider as may be.
    private void oneMoreIsToldToWait(Person person) {
        Browser.Answer page = person.comeBack();
        assertEquals(503, page.status());
        assertTrue(page.body().contains("Slow isn’t answering right now"), page::body);
        String userId = admin.request()
                .body(Map.of())
                .post("/api/users")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        admin.request()
                .body(Map.of(
                        "connectorId", CONNECTOR, "connectorData", Map.of("code", "any", "iss", provider.issuer())))
                .post("/api/users/{id}/identities", userId)
                .then()
                .statusCode(503)
                .body("code", equalTo("connector.temporarily_unavailable"));
    }

    private long openTransactions() {
        return database.find(
                        "select count(*) as n from pg_stat_activity where state like 'idle in transaction%'",
                        row -> row.longNumber("n"))
                .orElseThrow();
    }

    private String codeOf(Journey journey) {
        Person person = leave(journey);
        return parameter(
                person.browser()
                        .follow(person.comeBack().location(), endpoint())
                        .location(),
                "code");
    }

    /// Somebody whom the provider is about to send back.
    private record Person(Browser browser, String callback) {
        Browser.Answer comeBack() {
            return browser.get(callback);
        }
    }

    private Person leave(Journey journey) {
        Browser browser = new Browser();
        URI away = URI.create(
                browser.get(journey.with("direct_sign_in", "social:slow").url()).location());
        Map<String, String> back = provider.visit(away);
        return new Person(
                browser,
                endpoint() + "/callback/" + CONNECTOR + "?code=" + back.get("code") + "&iss="
                        + URLEncoder.encode(back.get("iss"), StandardCharsets.UTF_8) + "&state="
                        + parameter(away.toString(), "state"));
    }

    private void waitForRelease() {
        arrived.countDown();
        try {
            release.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
