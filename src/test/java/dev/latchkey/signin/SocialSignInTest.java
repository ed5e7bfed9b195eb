package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.simulator.SimulatedApp;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A person goes to a social provider and comes back: in time, late, twice, elsewhere, or not at all.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocialSignInTest {
    @Inject
    dev.latchkey.platform.Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @BeforeEach
    void alipayBehaves() {
        scene.alipay().reset();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void thePageOffersAlipayAndItsButtonLeadsThere() {
        Browser browser = new Browser();
        Browser.Answer page = openPage(browser, scene.web().journey());
        assertEquals(200, page.status());
        assertTrue(page.body().contains("Continue with Alipay"));
        assertFalse(page.body().contains("name=\"password\""));
        Browser.Answer toAlipay = press(browser, page);
        assertTrue(toAlipay.location()
                .startsWith(scene.alipay().authorizationPage().toString()));
        assertEquals(endpoint() + "/callback/" + Admin.ALIPAY, parameter(toAlipay.location(), "redirect_uri"));
        assertTrue(parameter(toAlipay.location(), "state").matches("[A-Za-z0-9_-]{43,100}"));
    }

    @Test
    void thePageSpeaksChineseWhenAsked() {
        Browser.Answer page = openPage(new Browser(), scene.web().journey().with("ui_locales", "zh-CN"));
        assertTrue(page.body().contains("lang=\"zh-CN\""));
        assertTrue(page.body().contains("支付宝"));
    }

    @Test
    void theButtonNeedsTheTokenOfItsPage() {
        Browser browser = new Browser();
        Browser.Answer page = openPage(browser, scene.web().journey());
        Browser.Answer answer = browser.post(endpoint() + page.action("/sign-in/social/"), Map.of("csrf", "forged"));
        assertEquals(400, answer.status());
    }

    /// Each visit is a row, and may become a call to the provider.
    @Test
    void oneSignInBeginsNoMoreVisitsThanItMay() {
        Browser browser = new Browser();
        Browser.Answer page = openPage(browser, scene.web().journey());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            statuses.add(press(browser, page).status());
        }
        assertEquals(20, statuses.stream().filter(status -> status == 303).count(), statuses::toString);
        assertEquals(429, statuses.getLast());
    }

    @Test
    void theSamePersonStaysOneUser() {
        String first = subject(new Browser(), "lin");
        assertEquals(first, subject(new Browser(), "lin"));
        assertFalse(first.equals(subject(new Browser(), "aisha")));
    }

    @Test
    void fiftyParallelFirstSignInsMakeOneUser() {
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
        Set<String> subjects = new HashSet<>(Parallel.run(50, () -> subject(new Browser(), "wei")));
        assertEquals(1, subjects.size());
        assertEquals(
                List.of(1),
                database.list(
                        "select count(*)::int as n from user_identities where target = 'alipay'",
                        row -> row.number("n")));
    }

    @Test
    void aCallbackInAnotherBrowserIsRefusedAndTheFirstBrowserCanStillFinish() {
        Browser browser = new Browser();
        String callback = callback(browser, "lin");

        Browser.Answer elsewhere = new Browser().get(callback);
        assertEquals(400, elsewhere.status());
        assertTrue(elsewhere.body().contains("href=\"http://localhost:3000/\""), elsewhere::body);

        assertTrue(browser.get(callback).location().startsWith(endpoint() + "/oidc/auth/"));
    }

    @Test
    void aSecondArrivalSaysThatItIsDoneAndHowToGoOn() {
        Browser browser = new Browser();
        String callback = callback(browser, "lin");
        browser.get(callback);

        Browser.Answer second = browser.get(callback);

        assertEquals(400, second.status());
        assertTrue(second.body().contains("/oidc/auth/"));
        assertEquals(2, scene.alipay().calls().size());
    }

    @Test
    void parallelArrivalsReachTheProviderOnce() {
        Browser browser = new Browser();
        String callback = callback(browser, "lin");
        List<Integer> statuses = Parallel.run(20, () -> browser.get(callback).status());
        assertEquals(1, statuses.stream().filter(status -> status == 303).count());
        assertEquals(19, statuses.stream().filter(status -> status == 400).count());
        assertEquals(2, scene.alipay().calls().size());
    }

    @Test
    void aLateCallbackOffersToStartAgain() {
        Browser browser = new Browser();
        String callback = callback(browser, "lin");
        database.update("update social_visits set expires_at = now() - interval '1 minute' where consumed_at is null");
        Browser.Answer late = browser.get(callback);
        assertEquals(400, late.status());
        assertTrue(late.body().contains("/oidc/auth?"));
        assertEquals(0, scene.alipay().calls().size());
    }

    @Test
    void aPersonWhoSaidNoMayTryAgain() {
        Browser browser = new Browser();
        String state = parameter(callback(browser, "lin"), "state");
        Browser.Answer answer = browser.get(endpoint() + "/callback/" + Admin.ALIPAY + "?state=" + state);
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("/sign-in?id="));
        assertEquals(0, scene.alipay().calls().size());
    }

    @Test
    void anUnknownStateIsAHelpfulPage() {
        Browser.Answer answer =
                new Browser().get(endpoint() + "/callback/" + Admin.ALIPAY + "?auth_code=x&state=unknown");
        assertEquals(400, answer.status());
        assertTrue(answer.header("content-type").startsWith("text/html"));
    }

    @Test
    void aStateIsNoGoodAtAnotherConnector() {
        Browser browser = new Browser();
        String callback = callback(browser, "lin").replace("/callback/" + Admin.ALIPAY, "/callback/other");
        assertEquals(400, browser.get(callback).status());
    }

    @Test
    void anExpiredSignInRestartsItselfTowardsTheSameApplication() {
        Browser browser = new Browser();
        Journey journey = scene.web().journey();
        String page = browser.get(journey.url()).location();
        database.update("update sign_ins set expires_at = now() - interval '1 minute'");
        String restart = browser.get(page).location();
        assertTrue(restart.startsWith(endpoint() + "/oidc/auth?"));
        assertEquals(scene.web().id(), parameter(restart, "client_id"));
        assertEquals(journey.state(), parameter(restart, "state"));
    }

    @Test
    void twoTabsAreTwoSignIns() {
        Browser browser = new Browser();
        Journey one = scene.web().journey();
        Journey two = scene.app().journey();
        Browser.Answer first = openPage(browser, one);
        Browser.Answer second = openPage(browser, two);
        assertTrue(finish(browser, second, "lin").startsWith("com.example.app://callback?code="));
        assertTrue(finish(browser, first, "lin").startsWith("http://localhost:3000/callback?code="));
    }

    @Test
    void aSecondApplicationSignsInWithoutAPage() {
        Browser browser = new Browser();
        subject(browser, "lin");
        assertTrue(browser.get(scene.app().journey().url()).location().startsWith("com.example.app://callback?code="));
    }

    @Test
    void promptLoginAsksAgainAndIsContentAfterwards() {
        Browser browser = new Browser();
        subject(browser, "lin");
        Journey again = scene.web().journey().with("prompt", "login");
        Browser.Answer page = openPage(browser, again);
        assertEquals(200, page.status());
        assertTrue(finish(browser, page, "aisha").startsWith("http://localhost:3000/callback?code="));
    }

    @Test
    void promptNoneWithoutASessionIsLoginRequired() {
        Journey silent = scene.web().journey().with("prompt", "none");
        String address = new Browser().get(silent.url()).location();
        assertEquals("login_required", parameter(address, "error"));
        assertEquals(silent.state(), parameter(address, "state"));
    }

    @Test
    void aCodeThatAlipayRefusesIsNotBlamedOnTheOperator() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", "isv.code-invalid"));
        Browser.Answer answer = comeBack(new Browser());
        assertEquals(400, answer.status());
        assertTrue(answer.body().matches("(?s).*[2-9A-HJ-NP-Z]{8}.*"));
    }

    @Test
    void aWrongKeyIsReportedAsAFaultOfTheSetUpWithASupportCodeThatIsInTheLog() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", "isv.invalid-signature"));
        Browser.Answer answer = comeBack(new Browser());
        assertEquals(502, answer.status());
        assertFalse(answer.body().contains("isv.invalid-signature"));
        List<String> codes = database.list(
                "select support_id, payload from audit_events where result = 'Error' order by created_at desc limit 1",
                row -> {
                    assertTrue(row.text("payload").contains("isv.invalid-signature"));
                    return row.text("support_id");
                });
        assertTrue(answer.body().contains(codes.getFirst()));
    }

    @Test
    void anAlipayThatIsDownIsTemporary() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), new Scenario.Status(503));
        assertEquals(503, comeBack(new Browser()).status());
    }

    @Test
    void aNewcomerIsTurnedAwayWhenRegistrationIsClosed() {
        scene.admin().experience(Map.of("signInMode", "SignIn"));
        try {
            database.update(
                    "delete from users where id in (select user_id from user_identities where target = 'alipay')");
            assertEquals(403, comeBack(new Browser()).status());
        } finally {
            scene.admin().socialOnly();
        }
    }

    @Test
    void aSuspendedPersonIsTurnedAway() {
        Browser browser = new Browser();
        String userId = subject(browser, "aisha");
        suspend(userId, true);
        try {
            assertTrue(browser.get(scene.web().journey().url()).location().startsWith(endpoint() + "/sign-in"));
            Browser again = new Browser();
            assertEquals(403, again.get(callback(again, "aisha")).status());
        } finally {
            suspend(userId, false);
        }
    }

    @Test
    void anotherSitesFormIsAnsweredAsAGetSoThatTheSessionCounts() {
        Browser browser = new Browser();
        subject(browser, "lin");
        Browser.Answer posted = new Browser()
                .post(endpoint() + "/oidc/auth", scene.app().journey().parameters());
        assertEquals(303, posted.status());
        assertTrue(browser.get(posted.location()).location().startsWith("com.example.app://callback?code="));
    }

    @Test
    void signingOutInOneTabIsNoFaultInAnother() {
        String signOut =
                endpoint() + "/oidc/session/end?client_id=" + scene.web().id();
        for (int round = 0; round < 8; round++) {
            Browser browser = new Browser();
            subject(browser, "lin");
            AtomicInteger turn = new AtomicInteger();
            List<Integer> statuses = Parallel.run(
                    8,
                    () -> turn.getAndIncrement() == 4
                            ? browser.get(signOut).status()
                            : browser.get(scene.web().journey().url()).status());
            assertTrue(statuses.stream().allMatch(status -> status == 303 || status == 200), statuses::toString);
        }
    }

    @Test
    void aPersonWithTwoAccountsIsNoFaultWhenBothIdsArrive() {
        String appId = scene.alipay().defaultApp().appId();
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
        scene.alipay().register(app(SimulatedApp.IdMode.USER_ID));
        String byUserId = subject(new Browser(), "lin");
        scene.alipay().register(app(SimulatedApp.IdMode.OPEN_ID));
        String byOpenId = subject(new Browser(), "lin");
        assertFalse(byUserId.equals(byOpenId));
        scene.alipay().register(app(SimulatedApp.IdMode.BOTH));
        assertEquals(byUserId, subject(new Browser(), "lin"));
        scene.alipay().register(app(SimulatedApp.IdMode.OPEN_ID));
        assertEquals(byOpenId, subject(new Browser(), "lin"));
        assertEquals(appId, scene.alipay().defaultApp().appId());
    }

    @Test
    void aPersonWhoseAppMovesToOpenIdsStaysOneUser() {
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
        scene.alipay().register(app(SimulatedApp.IdMode.USER_ID));
        String before = subject(new Browser(), "aisha");
        scene.alipay().register(app(SimulatedApp.IdMode.BOTH));
        assertEquals(before, subject(new Browser(), "aisha"));
        scene.alipay().register(app(SimulatedApp.IdMode.OPEN_ID));
        assertEquals(before, subject(new Browser(), "aisha"));
    }

    private SimulatedApp app(SimulatedApp.IdMode mode) {
        return scene.alipay().defaultApp().app().with(mode);
    }

    @Test
    void theSessionIdChangesAtEveryAuthentication() {
        Browser browser = new Browser();
        subject(browser, "lin");
        String before = browser.cookies(endpoint()).get("latchkey_session");
        finish(browser, openPage(browser, scene.web().journey().with("prompt", "login")), "lin");
        String after = browser.cookies(endpoint()).get("latchkey_session");
        assertFalse(before.equals(after));
        browser.cookies(endpoint()).put("latchkey_session", before);
        assertTrue(browser.get(scene.web().journey().url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void nothingSecretIsKeptInClear() {
        Browser browser = new Browser();
        subject(browser, "lin");
        String cookie = browser.cookies(endpoint()).get("latchkey_session");
        assertEquals(
                List.of(),
                database.list(
                        "select id from sessions where id = ? or encode(token_hash, 'escape') = ?",
                        row -> row.text("id"),
                        cookie,
                        cookie));
    }

    private void suspend(String userId, boolean suspended) {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", suspended))
                .patch("/api/users/{id}/is-suspended", userId)
                .then()
                .statusCode(200);
    }

    private String subject(Browser browser, String person) {
        return Jwt.of(scene.web()
                        .signInAndRedeem(browser, scene.web().journey(), person)
                        .path("id_token"))
                .claims()
                .get("sub")
                .asText();
    }

    private static Browser.Answer openPage(Browser browser, Journey journey) {
        return browser.follow(journey.url(), endpoint());
    }

    private static Browser.Answer press(Browser browser, Browser.Answer page) {
        return browser.post(endpoint() + page.action("/sign-in/social/"), Map.of("csrf", page.field("csrf")));
    }

    private static String finish(Browser browser, Browser.Answer page, String person) {
        Browser.Answer back = browser.get(press(browser, page).location() + "&person=" + person);
        return browser.follow(back.location(), endpoint()).location();
    }

    private String callback(Browser browser, String person) {
        Browser.Answer toAlipay = browser.get(
                scene.web().journey().with("direct_sign_in", "social:alipay").url());
        return browser.get(toAlipay.location() + "&person=" + person).location();
    }

    private Browser.Answer comeBack(Browser browser) {
        return browser.get(callback(browser, "lin"));
    }
}
