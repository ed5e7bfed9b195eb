package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.TwoProviders.ACME;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogoutReceiver;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whoever signs out on the account page signs out of the applications too, as if one of them had asked for it.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountSignOutTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private LogoutReceiver receiver;
    private TwoProviders shop;
    private String name;
    private Browser browser;
    private String sid;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void somebodySignsInToAnApplication() {
        receiver = new LogoutReceiver();
        shop = new TwoProviders(
                two.admin(),
                two.admin()
                        .application(
                                "Traditional",
                                Map.of(
                                        "redirectUris", List.of(receiver.origin() + "/callback"),
                                        "frontchannelLogoutUri", receiver.frontChannel(),
                                        "backchannelLogoutUri", receiver.backChannel()),
                                Map.of()));
        name = "leaving" + COUNT.incrementAndGet();
        browser = new Browser();
        sid = signIn(browser);
    }

    @AfterEach
    void noMore() {
        receiver.close();
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void signingOutLoadsTheFramesAndTellsTheServers() {
        Answer out = press("sign-out");

        isSignedOutEverywhere(out);
    }

    @Test
    void soDoesEndingTheSessionOfThisBrowser() {
        Answer out = press("sessions/" + session(sid) + "/end");

        isSignedOutEverywhere(out);
    }

    /// Its frames would sign out this browser, where an application does not look at `sid`.
    @Test
    void endingASessionElsewhereTellsTheServersAndLoadsNoFrame() {
        String other = signIn(new Browser());

        String ended = session(other);
        Answer out = press("sessions/" + ended + "/end");

        assertEquals(303, out.status());
        two.admin()
                .request()
                .queryParam("logKey", "Session.End")
                .queryParam("userId", user())
                .get("/api/logs")
                .then()
                .body("payload.sessionId", contains(ended))
                .body("payload.method", contains("Account"));
        assertEquals(other, receiver.token().claims().get("sid").asText());
        Answer page = browser.get(out.location());
        assertFalse(page.body().contains("<iframe"), page::body);
        assertTrue(receiver.isQuiet());
    }

    private void isSignedOutEverywhere(Answer out) {
        assertEquals(200, out.status());
        assertTrue(out.body().contains("<iframe "), out::body);
        assertTrue(out.body().contains("&amp;sid=" + sid), out::body);
        assertTrue(
                out.header("content-security-policy").contains("frame-src " + receiver.origin()),
                out.header("content-security-policy"));
        assertEquals(sid, receiver.token().claims().get("sid").asText());
        assertFalse(browser.cookies(endpoint()).containsKey("latchkey_session"));
    }

    private Answer press(String action) {
        Answer page = browser.get(endpoint() + "/account");
        return browser.post(endpoint() + "/account/" + action, Map.of("csrf", page.field("csrf")));
    }

    private String session(String of) {
        return database.find(
                        "select session_id from session_applications where sid = ?", row -> row.text("session_id"), of)
                .orElseThrow();
    }

    private String user() {
        return database.find(
                        "select user_id from user_identities where provider_user_id = ?",
                        row -> row.text("user_id"),
                        name)
                .orElseThrow();
    }

    private String signIn(Browser where) {
        RelyingParty app = shop.app();
        Journey journey = app.journey();
        Answer back = TwoProviders.visit(where, shop.openPage(where, journey), ACME, name);
        String end = where.follow(back.location(), endpoint() + "/").location();
        return Jwt.of(app.redeem(RelyingParty.parameter(end, "code"), journey).path("id_token"))
                .claims()
                .get("sid")
                .asText();
    }
}
