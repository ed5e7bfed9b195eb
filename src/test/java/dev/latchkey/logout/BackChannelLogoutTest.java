package dev.latchkey.logout;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.client.Applications;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogoutReceiver;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Back-Channel Logout: whatever ends a session, the applications that were signed in to from it are
/// told, and nobody waits for them.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackChannelLogoutTest {
    private static final String CALLBACK = "http://localhost:3000/callback";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @Inject
    Database database;

    @Inject
    LogoutDelivery delivery;

    @Inject
    Applications applications;

    private Scene scene;
    private LogoutReceiver receiver;
    private RelyingParty shop;
    private Browser browser;
    private Jwt idToken;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void somebodyNewSignsIn() {
        // in the order in which those are locked that are still being put off
        database.update("delete from logout_notices where id = any(array("
                + "select id from logout_notices order by id for update))");
        receiver = new LogoutReceiver();
        shop = application(receiver, Map.of());
        browser = new Browser();
        idToken = signIn(shop, browser, "lin");
    }

    @AfterEach
    void noMore() {
        receiver.close();
    }

    // --- What is told ----------------------------------------------------------------------------------

    @Test
    void theTokenIsWhatTheStandardSaysAndNoIdToken() {
        signOut();

        Jwt token = receiver.token();
        JsonNode claims = token.claims();
        assertTrue(token.isSignedByPublishedKey());
        assertEquals("logout+jwt", token.header().get("typ").asText());
        assertEquals("RS256", token.header().get("alg").asText());
        assertEquals(
                List.of("iss", "aud", "sub", "sid", "iat", "exp", "jti", "events"),
                claims.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(endpoint() + "/oidc", claims.get("iss").asText());
        assertEquals(shop.id(), claims.get("aud").asText());
        assertEquals(idToken.claims().get("sub"), claims.get("sub"));
        assertEquals(idToken.claims().get("sid"), claims.get("sid"));
        assertTrue(Math.abs(claims.get("iat").asLong() - Instant.now().getEpochSecond()) < 20);
        assertEquals(120, claims.get("exp").asLong() - claims.get("iat").asLong());
        assertTrue(claims.get("jti").asText().length() >= 22);
        assertEquals("{\"" + EVENT + "\":{}}", claims.get("events").toString());
        assertTrue(receiver.isQuiet());
        assertEquals(0, waiting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256"})
    void itIsSignedAsTheIdTokensOfTheApplicationAre(String algorithm) {
        RelyingParty other = application(receiver, Map.of("idTokenSignedResponseAlg", algorithm));
        Browser elsewhere = new Browser();
        signIn(other, elsewhere, "lin");

        elsewhere.get(endpoint() + "/oidc/session/end?client_id=" + other.id());

        Jwt token = receiver.token();
        assertEquals(algorithm, token.header().get("alg").asText());
        assertTrue(token.isSignedByPublishedKey());
    }

    @Test
    void aLogoutTokenIsNoHintAndNoAccessToken() {
        signOut();
        String token = receiver.token().text();

        assertEquals(
                400,
                browser.get(endpoint() + "/oidc/session/end?id_token_hint=" + token)
                        .status());
        given().auth().preemptive().oauth2(token).get("/oidc/me").then().statusCode(401);
        given().auth().preemptive().oauth2(token).get("/api/users").then().statusCode(401);
    }

    @Test
    void everyApplicationOfTheSessionIsToldAndNoOther() {
        try (LogoutReceiver second = new LogoutReceiver();
                LogoutReceiver stranger = new LogoutReceiver()) {
            RelyingParty library = application(second, Map.of());
            signIn(application(stranger, Map.of()), new Browser(), "lin");
            Journey journey = library.journey();
            library.redeem(parameter(browser.get(journey.url()).location(), "code"), journey);

            signOut();

            assertEquals(shop.id(), receiver.token().claims().get("aud").asText());
            assertEquals(library.id(), second.token().claims().get("aud").asText());
            assertTrue(stranger.isQuiet());
        }
    }

    /// The short-lived grant of an application without `offline_access` is purged long before the session ends.
    @Test
    void anApplicationWhoseTokensAreLongGoneIsToldToo() {
        database.update("delete from grants where application_id = ?", shop.id());

        signOut();

        assertEquals(idToken.claims().get("sid"), receiver.token().claims().get("sid"));
    }

    // --- When ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /sessions/{sid} | {}                                | 204",
                "PATCH  | /is-suspended   | {\"isSuspended\":true}              | 200",
                "PATCH  | /password       | {\"password\":\"a long and new one\"} | 200",
                "DELETE | ''              | {}                                | 204",
            })
    void theyAreToldWhateverEndsTheSession(String method, String path, String body, int status) {
        Jwt own = signIn(shop, new Browser(), "noname");
        String user = "/api/users/" + own.claims().get("sub").asText();
        String sid = own.claims().get("sid").asText();
        try {
            scene.admin()
                    .request()
                    .body(body)
                    .request(method, user + path.replace("{sid}", sid))
                    .then()
                    .statusCode(status);

            assertEquals(sid, receiver.token().claims().get("sid").asText());
            assertTrue(receiver.isQuiet());
        } finally {
            scene.admin().request().body(Map.of("isSuspended", false)).patch(user + "/is-suspended");
        }
    }

    @Test
    void theyAreToldWhenSomebodyElseSignsInInTheSameBrowser() {
        signIn(scene.web(), browser, "wei");

        assertEquals(idToken.claims().get("sid"), receiver.token().claims().get("sid"));
    }

    @Test
    void theyAreNotToldWhenTheSamePersonProvesAgainWhoTheyAreAndAreWhenThatSessionEnds() {
        signIn(scene.web(), browser, "lin");
        assertTrue(receiver.isQuiet());

        browser.get(endpoint() + "/oidc/session/end?client_id=" + shop.id());

        assertEquals(idToken.claims().get("sid"), receiver.token().claims().get("sid"));
    }

    @Test
    void anApplicationIsToldWhenAnAdministratorEndsItsAuthorization() {
        String user = "/api/users/" + idToken.claims().get("sub").asText();
        String grant = scene.admin()
                .request()
                .get(user + "/grants?applicationId=" + shop.id())
                .path("grants[0].id");

        scene.admin().request().delete(user + "/grants/" + grant).then().statusCode(204);

        assertEquals(idToken.claims().get("sid"), receiver.token().claims().get("sid"));
    }

    /// It has no way to the session but the device code.
    @Test
    void aDeviceIsToldWhenTheSessionEnds() {
        RelyingParty device = scene.admin()
                .application(
                        "Native", Map.of("backchannelLogoutUri", receiver.backChannel()), Map.of("isDeviceFlow", true));
        Response begun = device.authenticated().formParam("scope", "openid").post("/oidc/device/auth");
        Browser.Answer question = browser.follow(
                browser.post(endpoint() + "/oidc/device", Map.of("user_code", begun.path("user_code")))
                        .location(),
                endpoint());
        browser.post(
                endpoint() + question.action("/oidc/device/confirm"),
                Map.of("csrf", question.field("csrf"), "answer", "allow"));

        browser.get(endpoint() + "/oidc/session/end?client_id=" + shop.id());

        assertTrue(List.of(receiver.token(), receiver.token()).stream()
                .anyMatch(token -> token.claims().get("aud").asText().equals(device.id())));
    }

    @Test
    void aThirdPartyIsToldWhenTheConsentIsRevoked() {
        RelyingParty partner = scene.admin()
                .thirdParty(
                        "Partner",
                        Map.of("redirectUris", List.of(CALLBACK), "backchannelLogoutUri", receiver.backChannel()),
                        Map.of());
        Journey journey = partner.journey();
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        Browser.Answer allowed = browser.post(
                endpoint() + page.action("/consent"),
                Map.of("csrf", page.field("csrf"), "session", page.field("session"), "answer", "allow"));
        String address = browser.follow(allowed.location(), endpoint()).location();
        Jwt own = Jwt.of(partner.redeem(parameter(address, "code"), journey).path("id_token"));

        scene.admin()
                .request()
                .delete("/api/users/" + own.claims().get("sub").asText() + "/consents/" + partner.id())
                .then()
                .statusCode(204);

        Jwt token = receiver.token();
        assertEquals(partner.id(), token.claims().get("aud").asText());
        assertEquals(own.claims().get("sid"), token.claims().get("sid"));
    }

    /// The application is left alone as a whole, and none of what waits is written for it.
    @Test
    void oneThatIsDownIsPausedWithAllThatWaitsAndAllThatComes() {
        try (LogoutReceiver failing = new LogoutReceiver(500, 500, 500, 500, 500, 500, 500, 500)) {
            RelyingParty party = application(failing, Map.of());
            insertNotices(party, 20);

            delivery.deliverDue();
            failing.token();
            assertTrue(eventually(() -> count("logout_pauses where until > now()") == 1));
            assertTrue(eventually(() -> count("logout_notices where due_at > now() + interval '20 seconds'") == 0));
            database.update("update logout_pauses set until = now() + interval '1 minute'");
            while (!failing.isQuiet()) {
                // those that were under way
            }
            insertNotices(party, 1);
            delivery.deliverDue();

            assertTrue(failing.isQuiet());
            assertEquals(21, waiting());
            assertTrue(count("logout_notices where attempts = 0 and due_at <= now()") >= 21 - 8);

            database.update("delete from logout_pauses");
            delivery.deliverDue();
            failing.token();
        }
    }

    /// An address that an earlier version let in: the application hears nothing, and operators do.
    @Test
    void oneThatCannotBeMadeCountsAsAFailure() {
        database.update(
                "update applications set oidc_client_metadata = oidc_client_metadata"
                        + " || '{\"backchannelLogoutUri\":\"no address\"}' where id = ?",
                shop.id());
        applications.forget(shop.id());
        insertNotices(shop, 1);

        delivery.deliverDue();
        assertTrue(eventually(this::failedOnce));

        database.update("update logout_notices set expires_at = now()");
        makeDue();
        delivery.run();
        assertTrue(isEmptySoon());
        assertTrue(isRecorded(shop));
    }

    private void insertNotices(RelyingParty party, int count) {
        database.update("""
                insert into logout_notices (application_id, user_id, sid)
                select ?, 'many', 'number-' || n from generate_series(1, ?::int) n""", party.id(), count);
    }

    /// OIDC Back-Channel Logout §2.8: it failed for this person, and not for others.
    @Test
    void oneThatIsRefusedHoldsUpNoOther() {
        try (LogoutReceiver refusing = new LogoutReceiver(400)) {
            RelyingParty party = application(refusing, Map.of());
            database.update("""
                    insert into logout_notices (application_id, user_id, sid)
                    select ?, 'many', 'number-' || n from generate_series(1, 8) n""", party.id());

            delivery.deliverDue();

            assertTrue(eventually(() -> waiting() == 1), () -> waiting() + " are waiting");
        }
    }

    @Test
    void aDoubleSignOutTellsOnce() {
        String address = endpoint() + "/oidc/session/end?client_id=" + shop.id();
        Parallel.run(6, () -> browser.get(address).status());

        receiver.token();
        assertTrue(receiver.isQuiet());
    }

    // --- How -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503, 302})
    void whoFailsIsToldAgain(int status) {
        try (LogoutReceiver failing = new LogoutReceiver(status)) {
            signOutOf(failing);
            Jwt first = failing.token();
            assertTrue(failing.isQuiet());
            assertEquals(1, waiting(), "kept for later");
            delivery.deliverDue();
            assertTrue(failing.isQuiet(), "too early");

            makeDue();
            delivery.deliverDue();

            Jwt second = failing.token();
            assertEquals(first.claims().get("sid"), second.claims().get("sid"));
            assertNotEquals(first.claims().get("jti"), second.claims().get("jti"));
            assertTrue(isEmptySoon());
        }
    }

    @Test
    void whoIsNotThereIsToldLater() {
        LogoutReceiver gone = new LogoutReceiver();
        gone.close();
        signOutOf(gone);

        assertTrue(eventually(() -> attempts() == 1));
        assertEquals(1, waiting());
    }

    @Test
    void afterSomeHoursItIsGivenUpAndRecorded() {
        try (LogoutReceiver failing = new LogoutReceiver(500, 500)) {
            RelyingParty party = signOutOf(failing);
            failing.token();
            assertTrue(eventually(this::failedOnce));
            database.update("update logout_notices set expires_at = now() + interval '5 seconds'");
            makeDue();

            delivery.deliverDue();

            failing.token();
            assertTrue(isEmptySoon());
            assertTrue(isRecorded(party));
        }
    }

    @Test
    void oneWhoseTimeEndedWhileItWaitedIsNotSentAndIsRecorded() {
        database.update("""
                insert into logout_notices (application_id, user_id, sid, attempts, expires_at)
                values (?, 'late', 'too-late', 7, now())""", shop.id());

        delivery.deliverDue();
        assertTrue(receiver.isQuiet());
        delivery.run();

        assertTrue(isEmptySoon());
        assertTrue(receiver.isQuiet());
        assertTrue(isRecorded(shop));
    }

    @Test
    void oneThatHangsDelaysNeitherThePersonNorAnybodyElse() {
        try (LogoutReceiver hanging =
                new LogoutReceiver(IntStream.range(0, 40).map(_ -> 0).boxed().toArray(Integer[]::new))) {
            RelyingParty slow = application(hanging, Map.of());
            Jwt one = signIn(slow, new Browser(), "wei");
            database.update("""
                    insert into logout_notices (application_id, user_id, sid)
                    select ?, ?, 'left-over-' || n from generate_series(1, 30) n""", slow.id(), one.claims().get("sub").asText());
            delivery.deliverDue();
            hanging.token();

            Instant before = Instant.now();
            signOut();
            receiver.token();

            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 4);
        }
    }

    @Test
    void whatAProcessThatIsGoneLeftBehindIsDelivered() {
        // claimed by somebody whose lease is over: killed between the claim and the answer
        database.update("""
                insert into logout_notices (application_id, user_id, sid, attempts, due_at)
                values (?, 'gone', 'left-behind', 1, now() - interval '1 second')""", shop.id());

        delivery.deliverDue();

        assertEquals("left-behind", receiver.token().claims().get("sid").asText());
        assertTrue(isEmptySoon());
    }

    @Test
    void whatSomebodyElseIsDeliveringIsLeftAlone() {
        database.update("""
                insert into logout_notices (application_id, user_id, sid, attempts, due_at)
                values (?, 'busy', 'claimed', 1, now() + interval '30 seconds')""", shop.id());

        delivery.deliverDue();

        assertTrue(receiver.isQuiet());
        assertEquals(1, waiting());
    }

    @Test
    void severalReplicasDeliverEachNoticeOnce() {
        database.update("""
                insert into logout_notices (application_id, user_id, sid)
                select ?, 'many', 'number-' || n from generate_series(1, 25) n""", shop.id());

        Parallel.run(8, () -> {
            delivery.deliverDue();
            return true;
        });

        long distinct = IntStream.range(0, 25)
                .mapToObj(_ -> receiver.token().claims().get("sid").asText())
                .distinct()
                .count();
        assertEquals(25, distinct);
        assertTrue(receiver.isQuiet());
    }

    @ParameterizedTest
    @CsvSource({"1,10", "2,30", "3,90", "4,270", "8,3600", "1000000,3600"})
    void pausesGrowUpToAnHour(int attempts, long seconds) {
        assertEquals(seconds, LogoutDelivery.pause(attempts).toSeconds());
    }

    // --- Registration ----------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/backchannel",
                "https://shop.example/backchannel#there",
                "https://me@shop.example/",
                "com.example.app://logout",
                "/backchannel",
                "javascript:alert(1)"
            })
    void anAddressThatOthersCouldReadOrThatIsNoneIsRefused(String address) {
        scene.admin()
                .request()
                .body(Map.of(
                        "name",
                        "Shop",
                        "type",
                        "Traditional",
                        "oidcClientMetadata",
                        Map.of("redirectUris", List.of(CALLBACK), "backchannelLogoutUri", address)))
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    private RelyingParty signOutOf(LogoutReceiver receiver) {
        RelyingParty party = application(receiver, Map.of());
        Browser elsewhere = new Browser();
        signIn(party, elsewhere, "lin");
        elsewhere.get(endpoint() + "/oidc/session/end?client_id=" + party.id());
        return party;
    }

    private RelyingParty application(LogoutReceiver receiver, Map<String, Object> custom) {
        return scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of(CALLBACK), "backchannelLogoutUri", receiver.backChannel()),
                        custom);
    }

    private static Jwt signIn(RelyingParty party, Browser browser, String person) {
        Response tokens = party.signInAndRedeem(browser, party.journey().with("prompt", "login"), person);
        return Jwt.of(tokens.path("id_token"));
    }

    private void signOut() {
        Browser.Answer out = browser.get(endpoint() + "/oidc/session/end?client_id=" + shop.id());
        assertEquals(200, out.status());
        assertFalse(out.body().contains("<iframe"), "no front channel was asked for");
    }

    private int waiting() {
        return count("logout_notices");
    }

    private int count(String rows) {
        return database.find("select count(*)::int as n from " + rows, row -> row.number("n"))
                .orElseThrow();
    }

    /// And it is known: what is claimed is due a minute later.
    private boolean failedOnce() {
        return count("logout_notices where attempts = 1 and due_at < now() + interval '20 seconds'") == 1;
    }

    private boolean isRecorded(RelyingParty party) {
        return eventually(() -> database.find(
                        "select 1 from audit_events where key = 'Logout.BackChannel' and application_id = ?",
                        row -> true,
                        party.id())
                .isPresent());
    }

    private int attempts() {
        return database.find("select attempts from logout_notices", row -> row.number("attempts"))
                .orElse(0);
    }

    private void makeDue() {
        database.update("update logout_notices set due_at = now() - interval '1 second'");
        database.update("delete from logout_pauses");
    }

    private boolean isEmptySoon() {
        return eventually(() -> waiting() == 0);
    }

    private static boolean eventually(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        return true;
    }
}
