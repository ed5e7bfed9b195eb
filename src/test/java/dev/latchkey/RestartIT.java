package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.AlipaySimulator;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.PackagedService;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TestEnvironment;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The packaged service is killed, started again, started twice, and started wrongly.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT {
    private static final int CONFIGURATION_ERROR = 78;
    private static final Duration NEWS_TRAVEL_WITHIN = Duration.ofSeconds(2);
    private static final List<String> NOT_DELIVERED = List.of(
            "dev/latchkey/simulator/",
            "dev/latchkey/development/",
            "dev/latchkey/testing/",
            "io/zonky/",
            "postgres-linux",
            "com/alipay/",
            "com/microsoft/playwright/",
            "org/junit/");

    private final int port = TestEnvironment.freePort();
    private final String endpoint = "http://localhost:" + port;

    private EmbeddedPostgres postgres;
    private AlipaySimulator alipay;
    private PackagedService service;
    private Admin admin;
    private RelyingParty web;
    private RelyingParty app;

    @BeforeAll
    void setTheScene() throws IOException {
        System.setProperty("latchkey.endpoint", endpoint);
        RestAssured.port = port;
        postgres = EmbeddedPostgres.start();
        alipay = AlipaySimulator.start(0);
        service = launch();
        admin = new Admin();
        admin.connectAlipay(alipay);
        web = admin.webApp();
        app = admin.nativeApp();
    }

    @AfterAll
    void clear() throws IOException {
        service.close();
        alipay.close();
        postgres.close();
        System.clearProperty("latchkey.endpoint");
        RestAssured.port = RestAssured.UNDEFINED_PORT;
    }

    @BeforeEach
    void speakToTheFirst() {
        RestAssured.port = port;
    }

    // --- Killed --------------------------------------------------------------------------------------

    @Test
    void aPersonWhoIsAtTheProviderFinishesAfterwards() {
        Browser browser = new Browser();
        Journey journey = app.journey();
        String toAlipay = browser.get(
                        journey.with("direct_sign_in", "social:alipay").url())
                .location();
        String callback = browser.get(toAlipay + "&person=lin").location();

        killAndStartAgain();

        String address = browser.follow(callback, endpoint).location();
        app.redeem(parameter(address, "code"), journey).then().statusCode(200).body("id_token", notNullValue());
    }

    @Test
    void aPersonWhoIsOnThePageFinishesAfterwards() {
        Browser browser = new Browser();
        Journey journey = web.journey();
        Browser.Answer page = browser.follow(journey.url(), endpoint);

        killAndStartAgain();

        String toAlipay = browser.post(endpoint + page.action("/sign-in/social/"), Map.of("csrf", page.field("csrf")))
                .location();
        String callback = browser.get(toAlipay + "&person=wei").location();
        String address = browser.follow(callback, endpoint).location();
        web.redeem(parameter(address, "code"), journey).then().statusCode(200);
    }

    @Test
    void aCodeThatWasNotRedeemedYetStillIsGood() {
        Journey journey = web.journey();
        String code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");

        killAndStartAgain();

        web.redeem(code, journey).then().statusCode(200);
    }

    @Test
    void tokensAnsweredBeforeWorkAfterwards() {
        for (RelyingParty party : List.of(web, app)) {
            Response tokens = party.signInAndRedeem(new Browser(), "lin");

            killAndStartAgain();

            userInfo(tokens.path("access_token")).then().statusCode(200).body("name", equalTo("林小雨🌧"));
            party.refresh(tokens.path("refresh_token")).then().statusCode(200);
        }
    }

    @Test
    void aSpentCodeStaysSpent() {
        Journey journey = web.journey();
        String code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        web.redeem(code, journey).then().statusCode(200);

        killAndStartAgain();

        web.redeem(code, journey).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aRevokedRefreshTokenStaysRevoked() {
        Response tokens = web.signInAndRedeem(new Browser(), "lin");
        web.authenticated()
                .formParam("token", tokens.<String>path("refresh_token"))
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);

        killAndStartAgain();

        web.refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        userInfo(tokens.path("access_token")).then().statusCode(401);
    }

    @Test
    void parallelRefreshesAroundAKillEndWithOneSuccessorAndNobodySignedOut() {
        String token = app.signInAndRedeem(new Browser(), "lin").path("refresh_token");
        Set<String> successors = new HashSet<>(Parallel.run(25, () -> refresh(token)));

        killAndStartAgain();

        successors.addAll(Parallel.run(25, () -> refresh(token)));
        assertEquals(1, successors.size());
        refresh(successors.iterator().next());
    }

    @Test
    void anOldRefreshTokenIsNoBetterAfterAKill() {
        String first = app.signInAndRedeem(new Browser(), "lin").path("refresh_token");
        String third = refresh(refresh(first));

        killAndStartAgain();

        app.refresh(first).then().statusCode(400).body("error", equalTo("invalid_grant"));
        app.refresh(third).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    private String refresh(String token) {
        return app.refresh(token).then().statusCode(200).extract().path("refresh_token");
    }

    @Test
    void aSessionGoesOn() {
        Browser browser = new Browser();
        web.signInAndRedeem(browser, "lin");

        killAndStartAgain();

        Journey silent = app.journey().with("prompt", "none");
        app.redeem(parameter(browser.get(silent.url()).location(), "code"), silent)
                .then()
                .statusCode(200);
    }

    @Test
    void theKeysAreTheSame() {
        String before = given().get("/oidc/jwks").asString();

        killAndStartAgain();

        assertEquals(before, given().get("/oidc/jwks").asString());
    }

    // --- Two on one database -------------------------------------------------------------------------

    @Test
    void aSignInBegunAtOneReplicaIsFinishedAtTheOther() {
        Replica other = new Replica();
        try (PackagedService _ = other.started()) {
            Browser browser = new Browser();
            Journey journey = app.journey();
            String toAlipay = browser.get(
                            journey.with("direct_sign_in", "social:alipay").url())
                    .location();
            String callback = browser.get(toAlipay + "&person=aisha").location();

            Browser.Answer arrived = other.get(browser, callback);
            assertTrue(arrived.header("location").startsWith("/oidc/auth/"), arrived::toString);
            String address = browser.get(endpoint + arrived.header("location")).location();

            RestAssured.port = other.port;
            Response tokens = app.redeem(parameter(address, "code"), journey);
            tokens.then().statusCode(200);
            RestAssured.port = port;
            userInfo(tokens.path("access_token")).then().statusCode(200);
            Response refreshed = app.refresh(tokens.path("refresh_token"));
            refreshed.then().statusCode(200);
            RestAssured.port = other.port;
            app.refresh(refreshed.path("refresh_token")).then().statusCode(200);
            app.redeem(parameter(address, "code"), journey).then().statusCode(400);
        }
    }

    @Test
    void bothReplicasSignWithTheSameKeys() {
        Replica other = new Replica();
        try (PackagedService _ = other.started()) {
            String here = given().get("/oidc/jwks").asString();
            RestAssured.port = other.port;
            assertEquals(here, given().get("/oidc/jwks").asString());
        }
    }

    @Test
    void aSecretDeletedAtOneReplicaIsSoonRefusedAtTheOther() {
        Replica other = new Replica();
        try (PackagedService _ = other.started()) {
            RelyingParty fresh = admin.webApp();
            String name = admin.request()
                    .get("/api/applications/{id}/secrets", fresh.id())
                    .path("[0].name");
            RestAssured.port = other.port;
            assertEquals(400, status(fresh)); // its secret is right, its token is not

            RestAssured.port = port;
            admin.request()
                    .delete("/api/applications/{id}/secrets/{name}", fresh.id(), name)
                    .then()
                    .statusCode(204);
            Instant deleted = Instant.now();
            assertEquals(401, status(fresh));
            RestAssured.port = other.port;
            int status = status(fresh);
            while (status != 401 && Instant.now().isBefore(deleted.plus(NEWS_TRAVEL_WITHIN))) {
                status = status(fresh);
            }
            assertEquals(401, status);
        }
    }

    @Test
    void replicasThatStartAtOnceOnAnEmptyDatabaseAgree() throws Exception {
        String database = "empty";
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        int first = TestEnvironment.freePort();
        int second = TestEnvironment.freePort();
        try (PackagedService one = PackagedService.launch(with(database, first));
                PackagedService two = PackagedService.launch(with(database, second))) {
            one.awaitReady("http://localhost:" + first);
            two.awaitReady("http://localhost:" + second);
            RestAssured.port = first;
            String here = given().get("/oidc/jwks").asString();
            RestAssured.port = second;
            assertEquals(here, given().get("/oidc/jwks").asString());
        }
    }

    // --- Started wrongly -----------------------------------------------------------------------------

    @Test
    void withoutSettingsItSaysWhatIsMissingAndEnds() {
        try (PackagedService ended = PackagedService.launch(Map.of())) {
            assertEquals(CONFIGURATION_ERROR, ended.exitCode());
            assertEquals("", ended.output());
            assertIsOneSentenceAbout("LATCHKEY_DB_URL", ended.errors());
        }
    }

    @Test
    void withoutASecretKeyItSaysSoAndEnds() {
        Map<String, String> settings = settings(TestEnvironment.freePort());
        settings.remove("LATCHKEY_SECRET_KEY");
        try (PackagedService ended = PackagedService.launch(settings)) {
            assertEquals(CONFIGURATION_ERROR, ended.exitCode());
            assertEquals("", ended.output());
            assertIsOneSentenceAbout("LATCHKEY_SECRET_KEY", ended.errors());
        }
    }

    @Test
    void withAnotherSecretKeyItSaysSoAndEnds() {
        Map<String, String> settings = settings(TestEnvironment.freePort());
        settings.put("LATCHKEY_SECRET_KEY", "another secret key, which opens nothing in this database");
        try (PackagedService ended = PackagedService.launch(settings)) {
            assertEquals(1, ended.exitCode());
            assertIsOneSentenceAbout("LATCHKEY_SECRET_KEY", ended.errors());
            assertFalse(ended.output().contains("\tat "), ended::output);
            assertFalse((ended.output() + ended.errors()).contains("another secret key"), ended::errors);
        }
    }

    @Test
    void nothingOfDevelopmentAndTestsIsDelivered() throws IOException {
        try (Stream<Path> files = Files.walk(PackagedService.FOLDER)) {
            List<String> foreign = files.filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(jar ->
                            entries(jar).filter(entry -> NOT_DELIVERED.stream().anyMatch(entry::contains)))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }

    private static Stream<String> entries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A second one, which believes to be the same service.
    private final class Replica {
        private final int port = TestEnvironment.freePort();

        PackagedService started() {
            return PackagedService.launch(settings(port)).awaitReady("http://localhost:" + port);
        }

        /// What a load balancer makes of it when it sends the browser here.
        Browser.Answer get(Browser browser, String url) {
            String here = "http://localhost:" + port;
            browser.cookies(here).putAll(browser.cookies(endpoint));
            Browser.Answer answer = browser.get(url.replace(endpoint, here));
            browser.cookies(endpoint).putAll(browser.cookies(here));
            return answer;
        }
    }

    private void killAndStartAgain() {
        service.kill();
        service = launch();
    }

    private PackagedService launch() {
        return PackagedService.launch(settings(port)).awaitReady(endpoint);
    }

    private Map<String, String> with(String database, int ownPort) {
        Map<String, String> settings = settings(ownPort);
        settings.put("LATCHKEY_DB_URL", settings.get("LATCHKEY_DB_URL").replaceFirst("[^/]*$", database));
        return settings;
    }

    private Map<String, String> settings(int ownPort) {
        return new HashMap<>(Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "LATCHKEY_DB_USERNAME",
                "postgres",
                "LATCHKEY_HTTP_PORT",
                Integer.toString(ownPort),
                "LATCHKEY_ENDPOINT",
                endpoint,
                "LATCHKEY_SECRET_KEY",
                "only for tests, only for tests, only for tests",
                "LATCHKEY_OUTBOUND_ALLOW_PRIVATE_NETWORKS",
                "true", // where the simulator is
                "LATCHKEY_ADMIN_CLIENT_ID",
                TestEnvironment.ADMIN_ID,
                "LATCHKEY_ADMIN_CLIENT_SECRET",
                TestEnvironment.ADMIN_SECRET));
    }

    private static int status(RelyingParty party) {
        return party.refresh("no such token").statusCode();
    }

    private static Response userInfo(String accessToken) {
        return given().auth().preemptive().oauth2(accessToken).get("/oidc/me");
    }

    private static void assertIsOneSentenceAbout(String setting, String errors) {
        assertEquals(1, errors.lines().count(), errors);
        assertTrue(errors.contains(setting), errors);
        assertFalse(errors.strip().replaceAll("\\.$", "").contains(". "), errors);
    }
}
