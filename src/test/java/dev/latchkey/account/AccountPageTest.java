package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A person's own page: providers are linked and unlinked, sessions ended, applications revoked.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPageTest {
    private static final String ACCOUNT = "/account";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private String name;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        name = "account" + COUNT.incrementAndGet();
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void whoIsNotSignedInSignsInFirstAndComesBack() {
        two.signIn(new Browser(), ACME, name);
        Browser browser = new Browser();
        Answer page = browser.follow(endpoint() + ACCOUNT, endpoint());
        assertTrue(page.uri().getPath().equals("/sign-in"));
        assertTrue(page.body().contains("your account"));
        Answer back =
                browser.follow(TwoProviders.visit(browser, page, ACME, name).location(), endpoint());
        assertEquals(200, back.status());
        assertTrue(back.body().contains("Person " + name));
        assertTrue(back.header("Content-Security-Policy").contains("default-src 'none'"));
    }

    @Test
    void nobodyGetsAnAccountOnTheWayToTheirAccountPage() {
        Browser browser = new Browser();
        Answer page = browser.follow(endpoint() + ACCOUNT, endpoint());
        assertEquals(403, TwoProviders.visit(browser, page, ACME, name + "-new").status());
    }

    @Test
    void aProviderIsLinkedAndIsAWayInFromThenOn() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        Answer back = link(browser, name + "-beta");
        assertTrue(back.location().endsWith("/account?done=linked"));
        assertTrue(browser.get(back.location()).body().contains("It’s linked"));
        assertEquals(id, two.signIn(new Browser(), BETA, name + "-beta"));
        assertEquals(1, audited(id, "Identity.Link"));
    }

    @Test
    void whatIsLinkedAlreadyIsNotRecordedAsLinkedOnceMore() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        Answer page = browser.get(endpoint() + ACCOUNT);
        String state = TwoProviders.leave(browser, page, "/account/link/", BETA);
        link(browser, name + "-beta");
        Answer back = TwoProviders.comeBack(browser, BETA, state, name + "-beta");
        assertTrue(back.location().endsWith("/account?done=linked"));
        assertEquals(1, audited(id, "Identity.Link"));
    }

    @Test
    void anIdentityOfAnotherAccountIsRefusedAndStaysThere() {
        String other = two.signIn(new Browser(), BETA, name + "-other");
        Browser browser = new Browser();
        two.signIn(browser, ACME, name);
        Answer back = link(browser, name + "-other");
        assertEquals(409, back.status());
        assertTrue(back.body().contains("belongs to another account"));
        assertTrue(back.body().contains("href=\"/account\""));
        assertEquals(other, two.signIn(new Browser(), BETA, name + "-other"));
    }

    @Test
    void whatWasBegunInOneSessionIsNotLinkedInAnother() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        Answer page = browser.get(endpoint() + ACCOUNT);
        String state = TwoProviders.leave(browser, page, "/account/link/", BETA);
        two.signIn(browser, two.app().journey().with("prompt", "login"), ACME, name + "-somebody");
        assertEquals(
                400, TwoProviders.comeBack(browser, BETA, state, name + "-beta").status());
        assertEquals(
                400,
                TwoProviders.comeBack(new Browser(), BETA, state, name + "-beta")
                        .status());
        assertEquals(1, identities(id));
    }

    @Test
    void theLastWayInIsNotUnlinkedAlsoNotByTwoAtOnce() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        assertTrue(unlink(browser, ACME).location().endsWith("done=last-way-in"));
        link(browser, name + "-beta");
        assertTrue(unlink(browser, ACME).location().endsWith("done=unlinked"));
        assertEquals(1, audited(id, "Identity.Unlink"));
        two.identity(id, ACME, name + "-again");
        String csrf = browser.get(endpoint() + ACCOUNT).field("csrf");
        AtomicInteger turn = new AtomicInteger();
        Parallel.run(
                8,
                () -> browser.post(
                        endpoint() + "/account/unlink/" + (turn.getAndIncrement() % 2 == 0 ? ACME : BETA),
                        Map.of("csrf", csrf)));
        assertEquals(1, identities(id));
    }

    @Test
    void anIdentityAtAProviderThatIsNotOfferedIsNoWayIn() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        two.identity(id, "gone", name);
        assertTrue(unlink(browser, ACME).location().endsWith("done=last-way-in"));
        assertTrue(unlink(browser, "gone").location().endsWith("done=unlinked"));
    }

    @Test
    void anOldSessionProvesAgainBeforeItChangesHowOneSignsIn() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        database.update("update sessions set auth_time = now() - interval '11 minutes' where user_id = ?", id);
        Answer page = browser.get(endpoint() + ACCOUNT);
        assertTrue(page.body().contains("you’ll be asked to sign in again"));
        two.identity(id, BETA, name + "-beta");
        Answer asked = unlink(browser, BETA);
        assertTrue(asked.location().contains("/sign-in?id="));
        Answer link = browser.post(endpoint() + "/account/link/" + ACME, Map.of("csrf", page.field("csrf")));
        assertTrue(link.location().contains("/sign-in?id="));
        assertEquals(2, identities(id));

        Answer signIn = browser.get(asked.location());
        browser.follow(TwoProviders.visit(browser, signIn, ACME, name).location(), endpoint());
        assertTrue(unlink(browser, BETA).location().endsWith("done=unlinked"));
    }

    @Test
    void aFormThatIsNoneOfThisSessionsChangesNothing() {
        Browser browser = new Browser();
        String id = two.signIn(browser, ACME, name);
        two.identity(id, BETA, name + "-beta");
        Browser stranger = new Browser();
        two.signIn(stranger, ACME, name + "-stranger");
        String foreign = stranger.get(endpoint() + ACCOUNT).field("csrf");
        String session = database.find("select id from sessions where user_id = ?", row -> row.text("id"), id)
                .orElseThrow();
        for (String csrf : List.of("forged", foreign)) {
            for (String action :
                    List.of("unlink/" + BETA, "sessions/" + session + "/end", "sign-out", "link/" + BETA, "verify")) {
                Answer answer = browser.post(endpoint() + "/account/" + action, Map.of("csrf", csrf));
                assertEquals(endpoint() + ACCOUNT, answer.location(), action);
            }
        }
        stranger.post(endpoint() + "/account/sessions/" + session + "/end", Map.of("csrf", foreign));
        assertEquals(2, identities(id));
        assertEquals(200, browser.get(endpoint() + ACCOUNT).status());
    }

    @Test
    void sessionsElsewhereAreEndedAndApplicationsRevoked() {
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer back = TwoProviders.visit(browser, two.openPage(browser, journey), ACME, name);
        String code = parameter(browser.follow(back.location(), endpoint()).location(), "code");
        String refreshToken = two.app().redeem(code, journey).path("refresh_token");
        Browser elsewhere = new Browser();
        String id = two.signIn(elsewhere, ACME, name);

        Answer page = browser.get(endpoint() + ACCOUNT);
        assertTrue(page.body().contains("This browser") && page.body().contains("Another browser"));
        assertTrue(page.body().contains("Bookstore"));
        String other = database.find(
                        "select id from sessions where user_id = ? order by created_at desc limit 1",
                        row -> row.text("id"),
                        id)
                .orElseThrow();
        browser.post(endpoint() + "/account/sessions/" + other + "/end", Map.of("csrf", page.field("csrf")));
        assertTrue(elsewhere.get(endpoint() + ACCOUNT).location().contains("/sign-in"));

        browser.post(endpoint() + page.action("/account/applications/"), Map.of("csrf", page.field("csrf")));
        while (browser.get(endpoint() + ACCOUNT).body().contains("/account/applications/")) {
            Answer more = browser.get(endpoint() + ACCOUNT);
            browser.post(endpoint() + more.action("/account/applications/"), Map.of("csrf", more.field("csrf")));
        }
        two.app().refresh(refreshToken).then().statusCode(400);

        Answer out = browser.post(endpoint() + "/account/sign-out", Map.of("csrf", page.field("csrf")));
        assertEquals(200, out.status());
        assertFalse(browser.cookies(endpoint()).containsKey("latchkey_session"));
    }

    private Answer link(Browser browser, String person) {
        Answer page = browser.get(endpoint() + ACCOUNT);
        String state = TwoProviders.leave(browser, page, "/account/link/", BETA);
        return TwoProviders.comeBack(browser, BETA, state, person);
    }

    private static Answer unlink(Browser browser, String target) {
        Answer page = browser.get(endpoint() + ACCOUNT);
        return browser.post(endpoint() + "/account/unlink/" + target, Map.of("csrf", page.field("csrf")));
    }

    private int identities(String id) {
        return database.find(
                        "select count(*)::int as n from user_identities where user_id = ?", row -> row.number("n"), id)
                .orElseThrow();
    }

    private int audited(String id, String key) {
        return database.find(
                        "select count(*)::int as n from audit_events where user_id = ? and key = ?",
                        row -> row.number("n"),
                        id,
                        key)
                .orElseThrow();
    }
}
