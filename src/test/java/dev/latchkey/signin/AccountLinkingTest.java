package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static dev.latchkey.testing.TwoProviders.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody whom a provider brings for the first time, and who may have an account already.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountLinkingTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private String name;
    private String mail;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        two.plain();
        name = "link" + COUNT.incrementAndGet();
        mail = name + "@example.com";
    }

    @AfterAll
    void close() {
        two.close();
    }

    /// Equality of text is never enough: only with all three is the account even spoken of.
    @ParameterizedTest
    @CsvSource({
        "true,true,true,true",
        "true,true,false,false",
        "true,false,true,false",
        "true,false,false,false",
        "false,true,true,false",
        "false,true,false,false",
        "false,false,true,false",
        "false,false,false,false"
    })
    void anAddressCountsWhereBothSidesVerifiedItAndTheConnectorIsTrusted(
            boolean trusted, boolean byProvider, boolean byUs, boolean related) {
        two.trust(ACME, trusted);
        String owner = owner(byUs);
        String person = name + "~" + mail + (byProvider ? "!" : "");

        Answer asked = visit(new Browser(), person);
        assertEquals(related, asked.location().contains("/sign-in/account?id="), asked.location());
        if (!related) {
            assertNotEquals(owner, two.signIn(new Browser(), ACME, person));
        }

        two.admin().experience(Map.of("socialSignIn", Map.of("automaticAccountLinking", true)));
        String somebody = two.signIn(new Browser(), ACME, "auto-" + person);
        assertEquals(related, somebody.equals(owner));
        assertEquals(
                related ? 1 : 0,
                count(
                        "select count(*)::int as n from identity_links where user_id = ? and method = 'Automatic'",
                        owner));
    }

    @Test
    void theRightPasswordLinksAndTheProviderIsAWayInFromThenOn() {
        two.trust(ACME, true);
        String owner = owner(true);
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = offer(browser, journey, name + "~" + mail + "!");
        assertTrue(page.body().contains(mail));

        assertEquals(
                400,
                post(browser, page, "password", Map.of("password", "not this one at all"))
                        .status());
        assertEquals(
                owner, two.subject(browser, journey, post(browser, page, "password", Map.of("password", PASSWORD))));
        assertEquals(owner, two.signIn(new Browser(), ACME, name));
        assertEquals(
                1,
                count(
                        "select count(*)::int as n from audit_events where user_id = ? and key = 'Identity.Link'"
                                + " and payload->>'method' = 'Proof'",
                        owner));
    }

    @Test
    void aSignInWithAnIdentityThatTheAccountHasLinksToo() {
        two.trust(ACME, true);
        String owner = two.person(Map.of("primaryEmail", mail, "primaryEmailVerified", true));
        two.identity(owner, BETA, name + "-beta");
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = offer(browser, journey, name + "~" + mail + "!");
        assertFalse(page.body().contains("name=\"password\""));

        String state = TwoProviders.leave(browser, page, "/sign-in/account/social/", BETA);
        assertEquals(owner, two.subject(browser, journey, TwoProviders.comeBack(browser, BETA, state, name + "-beta")));
        assertEquals(owner, two.signIn(new Browser(), ACME, name));
    }

    /// The proof is of one account, for one identity: another identity that takes its place gets nothing of it.
    @Test
    void aProofCountsForTheIdentityThatItWasAskedFor() {
        two.trust(ACME, true);
        String owner = two.person(Map.of("primaryEmail", mail, "primaryEmailVerified", true));
        two.identity(owner, BETA, name + "-beta");
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer first = two.openPage(browser, journey);
        Answer offered = browser.get(TwoProviders.visit(browser, first, ACME, name + "-one~" + mail + "!")
                .location());
        String state = TwoProviders.leave(browser, offered, "/sign-in/account/social/", BETA);
        TwoProviders.visit(browser, first, ACME, name + "-two~" + mail + "!");

        assertEquals(
                400, TwoProviders.comeBack(browser, BETA, state, name + "-beta").status());
        assertEquals(
                0,
                count("select count(*)::int as n from identity_links where user_id = ?", owner)
                        - count(
                                "select count(*)::int as n from identity_links where method = 'Administrator' and user_id = ?",
                                owner));
    }

    @Test
    void anAccountOfTheirOwnIsMadeWithoutTheAddressThatIsTaken() {
        two.trust(ACME, true);
        String owner = owner(true);
        Browser browser = new Browser();
        Journey journey = two.app().journey();
        Answer page = offer(browser, journey, name + "~" + mail + "!");
        String own = two.subject(browser, journey, post(browser, page, "own", Map.of()));
        assertNotEquals(owner, own);
        assertEquals(null, user(own).get("primaryEmail"));
    }

    @Test
    void aNewPersonGetsTheVerifiedAddressAndItCountsWhereTheConnectorIsTrusted() {
        String untrusted = two.signIn(new Browser(), ACME, name + "a~a" + mail + "!");
        assertEquals("a" + mail, user(untrusted).get("primaryEmail"));
        assertEquals(false, user(untrusted).get("primaryEmailVerified"));
        two.trust(ACME, true);
        String trusted = two.signIn(new Browser(), ACME, name + "b~b" + mail + "!");
        assertEquals(true, user(trusted).get("primaryEmailVerified"));
        String unverified = two.signIn(new Browser(), ACME, name + "c~c" + mail);
        assertEquals(null, user(unverified).get("primaryEmail"));
    }

    @Test
    void whoIsSuspendedGetsNoSecondAccountAtTheSameAddress() {
        two.trust(ACME, true);
        String owner = owner(true);
        two.admin()
                .request()
                .body(Map.of("isSuspended", true))
                .patch("/api/users/" + owner + "/is-suspended")
                .then()
                .statusCode(200);
        assertEquals(403, visit(new Browser(), name + "~" + mail + "!").status());
    }

    @Test
    void nothingOfTheWaitingIdentityIsInTheBrowserOrInClear() {
        two.trust(ACME, true);
        owner(true);
        Browser browser = new Browser();
        Answer page = offer(browser, two.app().journey(), "secret-" + name + "~" + mail + "!");
        assertFalse(page.body().contains("secret-" + name));
        assertFalse(browser.cookies(endpoint()).toString().contains(name));
        assertEquals(
                0,
                count(
                        "select count(*)::int as n from pending_accounts where position(?::bytea in proof_sealed) > 0",
                        "secret-" + name));
    }

    @Test
    void aProofThatWaitedTooLongIsAskedForAgain() {
        two.trust(ACME, true);
        owner(true);
        Browser browser = new Browser();
        Answer page = offer(browser, two.app().journey(), name + "~" + mail + "!");
        database.update("update pending_accounts set expires_at = now() - interval '1 second'");
        assertTrue(post(browser, page, "password", Map.of("password", PASSWORD))
                .location()
                .contains("/sign-in?id="));
    }

    @Test
    void aProofThatWasSealedUnderAnotherSecretKeyIsAskedForAgain() {
        two.trust(ACME, true);
        owner(true);
        Browser browser = new Browser();
        Answer page = offer(browser, two.app().journey(), name + "~" + mail + "!");
        database.update(
                "update pending_accounts set proof_sealed = set_byte(proof_sealed, 20, 255 - get_byte(proof_sealed, 20))"
                        + " where length(proof_sealed) > 20"); // not what other tests left there
        assertTrue(post(browser, page, "password", Map.of("password", PASSWORD))
                .location()
                .contains("/sign-in?id="));
    }

    private String owner(boolean verified) {
        return two.person(
                Map.of("username", name, "password", PASSWORD, "primaryEmail", mail, "primaryEmailVerified", verified));
    }

    private Answer visit(Browser browser, String person) {
        return TwoProviders.visit(browser, two.openPage(browser), ACME, person);
    }

    private Answer offer(Browser browser, Journey journey, String person) {
        return browser.get(TwoProviders.visit(browser, two.openPage(browser, journey), ACME, person)
                .location());
    }

    private static Answer post(Browser browser, Answer page, String what, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", page.field("csrf"));
        form.put("pending", page.field("pending"));
        return browser.post(endpoint() + page.action("/sign-in/account/" + what), form);
    }

    private Map<String, Object> user(String id) {
        return two.admin().request().get("/api/users/" + id).then().extract().path("$");
    }

    private int count(String sql, String argument) {
        return database.find(sql, row -> row.number("n"), argument).orElseThrow();
    }
}
