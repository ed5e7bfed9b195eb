package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the operator wants of new accounts, and of those that are there: a username, agreement, a mode.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingProfileTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TwoProviders two;
    private String name;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        two.plain();
        name = "missing" + COUNT.incrementAndGet();
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void aUsernameIsAskedForOnceAndATakenOneIsRefused() {
        two.askForUsername();
        two.person(Map.of("username", name + "_taken"));
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = ask(browser, journey, name);
        for (String wrong : List.of("", "1" + name, "with space", "x".repeat(129), name + "_taken")) {
            Answer refused = complete(browser, page, Map.of("username", wrong));
            assertEquals(400, refused.status(), wrong);
            assertTrue(refused.body().contains("aria-invalid"), wrong);
        }
        String id = two.subject(browser, journey, complete(browser, page, Map.of("username", name)));
        assertEquals(name, user(id).get("username"));
        assertEquals(id, two.signIn(new Browser(), ACME, name));
    }

    @Test
    void nothingIsAskedForWhereRequiredIdentifiersAreSkipped() {
        two.askForUsername();
        two.admin().experience(Map.of("socialSignIn", Map.of("skipRequiredIdentifiers", true)));
        assertEquals(null, user(two.signIn(new Browser(), ACME, name)).get("username"));
    }

    @Test
    void newcomersAgreeToTheTermsAndThoseWhoHaveAnAccountDoNot() {
        String known = two.signIn(new Browser(), ACME, name);
        two.askForTerms("ManualRegistrationOnly");
        assertEquals(known, two.signIn(new Browser(), ACME, name));

        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = ask(browser, journey, name + "-new");
        assertTrue(page.body().contains("https://example.com/terms"));
        assertFalse(page.body().contains("name=\"username\""));
        assertEquals(400, complete(browser, page, Map.of()).status());
        assertEquals(400, complete(browser, page, Map.of("agree", "no")).status());
        String id = two.subject(browser, journey, complete(browser, page, Map.of("agree", "yes")));
        assertEquals(id, two.signIn(new Browser(), ACME, name + "-new"));
    }

    @Test
    void underThePolicyManualEverybodyAgreesOnce() {
        String known = two.signIn(new Browser(), ACME, name);
        two.askForTerms("Manual");
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = ask(browser, journey, name);
        assertEquals(known, two.subject(browser, journey, complete(browser, page, Map.of("agree", "yes"))));
        assertEquals(known, two.signIn(new Browser(), ACME, name));
    }

    @Test
    void aPasswordSignInIsAskedToAgreeToo() {
        two.person(Map.of("username", name, "password", PASSWORD));
        two.askForTerms("Manual");
        Browser browser = new Browser();
        Answer page = two.openPage(browser);
        Answer answer = browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", name, "password", PASSWORD));
        assertTrue(answer.location().contains("/sign-in/account?id="));
        Answer agreed = complete(browser, browser.get(answer.location()), Map.of("agree", "yes"));
        assertTrue(agreed.location().contains("/oidc/auth/"));
    }

    @Test
    void registeringWithAPasswordNeedsTheAgreement() {
        two.askForUsername();
        two.askForTerms("ManualRegistrationOnly");
        Browser browser = new Browser();
        Answer page = two.openPage(browser);
        Answer form = browser.get(page.uri().toString().replace("/sign-in?", "/register?"));
        Map<String, String> fields =
                new HashMap<>(Map.of("csrf", form.field("csrf"), "username", name, "password", PASSWORD));
        assertEquals(
                400, browser.post(endpoint() + form.action("/register"), fields).status());
        fields.put("agree", "yes");
        assertEquals(
                303, browser.post(endpoint() + form.action("/register"), fields).status());
    }

    @Test
    void theModeDecidesWhoComesIn() {
        two.signIn(new Browser(), ACME, name);
        two.admin().experience(Map.of("signInMode", "SignIn"));
        assertEquals(403, visit(name + "-new").status());
        assertEquals(303, visit(name).status());
        two.admin().experience(Map.of("signInMode", "Register"));
        assertEquals(303, visit(name + "-new").status());
        Answer known = visit(name);
        assertEquals(403, known.status());
        assertTrue(known.body().contains("You already have an account"));
    }

    @Test
    void aBlankNeverOverwritesAndTheProfileFollowsOnlyWhereItShall() {
        String person = "nameless-" + name;
        String id = two.signIn(new Browser(), ACME, person);
        assertEquals(null, user(id).get("name"));
        rename(id, "Lin");
        sync(true);
        two.signIn(new Browser(), ACME, person);
        assertEquals("Lin", user(id).get("name"));

        String named = two.signIn(new Browser(), ACME, name);
        rename(named, "Chosen");
        sync(false);
        two.signIn(new Browser(), ACME, name);
        assertEquals("Chosen", user(named).get("name"));
        sync(true);
        two.signIn(new Browser(), ACME, name);
        assertEquals("Person " + name, user(named).get("name"));
        sync(false);
    }

    /// `updated_at` of the claims: applications read a profile again when it moves.
    @Test
    void theProfileIsUpdatedWhenItFollowsTheProviderAndOnlyThen() {
        String id = two.signIn(new Browser(), ACME, name);
        rename(id, "Chosen");
        Object before = user(id).get("updatedAt");
        sync(true);
        two.signIn(new Browser(), ACME, name);
        Object after = user(id).get("updatedAt");
        assertNotEquals(before, after);
        two.signIn(new Browser(), ACME, name);
        assertEquals(after, user(id).get("updatedAt"));
        sync(false);
    }

    private void sync(boolean wanted) {
        two.admin()
                .request()
                .body(Map.of("syncProfile", wanted))
                .patch("/api/connectors/" + ACME)
                .then()
                .statusCode(200);
    }

    private void rename(String id, String wanted) {
        two.admin()
                .request()
                .body(Map.of("name", wanted))
                .patch("/api/users/" + id)
                .then()
                .statusCode(200);
    }

    private Answer visit(String person) {
        Browser browser = new Browser();
        return TwoProviders.visit(browser, two.openPage(browser), ACME, person);
    }

    private Answer ask(Browser browser, Journey journey, String person) {
        return browser.get(TwoProviders.visit(browser, two.openPage(browser, journey), ACME, person)
                .location());
    }

    private static Answer complete(Browser browser, Answer page, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", page.field("csrf"));
        form.put("pending", page.field("pending"));
        return browser.post(endpoint() + page.action("/sign-in/account/complete"), form);
    }

    private Map<String, Object> user(String id) {
        return two.admin().request().get("/api/users/" + id).then().extract().path("$");
    }
}
