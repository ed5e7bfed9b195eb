package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose account it is, whatever of `user_id`, `open_id`, `alipay_open_id` and `union_id` Alipay tells
/// about a person now, and told before through this app or another one.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityMatrixTest {
    private static final String REFUSED = "refused";
    private static final Map<String, String> NAMES =
            Map.of("U", "user_id", "O", "open_id", "A", "alipay_open_id", "N", "union_id");

    @Inject
    dev.latchkey.platform.Database database;

    @Inject
    DataSource dataSource;

    private Scene scene;
    private String connected;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @BeforeEach
    void nobodyIsKnown() {
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
    }

    @AfterEach
    void alipayBehaves() {
        scene.alipay().reset();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    /// Each step is an app, the ids that Alipay gives through it, and the account that opens: a letter
    /// that was there before is the same account, a new one another account.
    @ParameterizedTest
    @ValueSource(
            strings = {
                // one name, again and again
                "1 U1 = a, 1 U1 = a, 1 U2 = b",
                "1 O1 = a, 1 O1 = a, 1 O2 = b",
                "1 A1 = a, 1 A1 = a, 1 A2 = b",
                // an app moves from user_id to open_id
                "1 U1 = a, 1 U1 O1 = a, 1 O1 = a",
                "1 U1 = a, 1 U1 A1 = a, 1 A1 = a",
                "1 U1 = a, 1 U1 O1 N1 = a, 1 O1 = a, 1 O1 N1 = a, 1 U1 = a",
                // and back
                "1 O1 = a, 1 U1 O1 = a, 1 U1 = a, 1 O1 = a",
                "1 O1 N1 = a, 1 U1 O1 = a, 1 U1 N1 = a",
                // another app of the group
                "1 O1 N1 = a, 2 O2 N1 = a",
                "1 O1 N1 = a, 2 O2 N1 = a, 2 O2 = a, 1 O1 = a",
                "1 O1 N1 = a, 2 O2 N1 = a, 3 O3 N1 = a, 3 O3 = a, 2 O2 = a",
                "1 U1 = a, 2 U1 O2 = a, 2 O2 = a, 1 U1 O1 = a, 1 O1 = a",
                "1 U1 N1 = a, 2 O2 N1 = a, 2 O2 = a",
                "1 O1 N1 = a, 2 U1 N1 = a, 2 U1 = a, 1 O1 = a",
                "1 O1 = a, 2 O1 = a",
                // another app that shares nothing
                "1 O1 = a, 2 O2 = b, 1 O1 = a, 2 O2 = b",
                "1 O1 N1 = a, 2 O2 N2 = b, 2 O2 = b",
                // one open id under both names
                "1 O1 A1 = a, 1 O1 = a",
                // and two, should the names ever differ
                "1 O1 A2 = a, 1 A2 = a, 1 O1 = a",
                "1 A1 = a, 1 O2 A1 = a, 1 O2 = a, 1 A1 = a",
                "1 O1 = a, 1 O1 A2 = a, 1 A2 = a",
                "1 U1 O1 A2 = a, 1 A2 = a, 1 O1 = a",
                "1 O1 = a, 1 A2 = b, 1 O1 A2 = a, 1 A2 = b, 1 O1 = a",
                // a person with two accounts keeps both, and is no fault
                "1 U1 = a, 1 O1 = b, 1 U1 O1 = a, 1 O1 = b",
                "1 O1 = a, 2 O2 = b, 2 O2 N1 = b, 1 O1 N1 = a, 2 O2 = b",
                // two people never become one
                "1 U1 O1 = a, 1 U2 O2 = b, 1 U1 O2 = refused, 1 U2 O1 = refused, 1 U1 O1 = a, 1 U2 O2 = b",
                "1 U1 O1 = a, 1 U2 O1 = refused, 1 U2 = b, 1 U2 O1 = refused",
                "1 U1 O1 A2 = a, 1 U2 O2 = b, 1 U2 A2 = refused, 1 U2 O2 A2 = refused, 1 A2 = a",
                "1 U1 N1 = a, 1 U2 N2 = b, 1 U1 N2 = refused, 2 U2 N1 = refused",
                "1 U1 N1 = a, 2 U2 O2 N1 = refused, 2 O2 = b",
                "1 O1 N1 = a, 1 O2 N2 = b, 1 O1 N2 = refused, 1 O2 N1 = refused",
            })
    void isTheSameExactlyWhenAlipaySaysThatThePersonIs(String story) {
        Map<String, String> accounts = new HashMap<>();
        int turn = 0;
        for (String step : story.split(", ")) {
            String expected = step.substring(step.indexOf('=') + 2);
            Teller teller = Teller.values()[turn++ % 3];
            String account = play(step.substring(0, step.indexOf(" =")), teller);
            String where = step + " of " + story + ", told by " + teller;
            if (expected.equals(REFUSED) || account.equals(REFUSED)) {
                assertEquals(expected, account, where);
            } else {
                assertEquals(accounts.containsKey(expected), accounts.containsValue(account), where);
                assertEquals(accounts.computeIfAbsent(expected, letter -> account), account, where);
            }
        }
    }

    @Test
    void keepsTheAppThatItWasSeenThrough() {
        play("1 U1", Teller.BOTH);
        String first = seenThrough();
        play("1 U1", Teller.BOTH);
        assertEquals(first, seenThrough());
        play("1 U1 O1", Teller.BOTH);
        play("2 U1", Teller.BOTH);
        assertEquals(first, seenThrough());
    }

    private String seenThrough() {
        return database.find(
                        "select provider_app_id from user_identities where target = 'alipay'",
                        row -> row.text("provider_app_id"))
                .orElseThrow();
    }

    @Test
    void isFoundByAdministratorsUnderEveryOpenId() {
        String person = play("1 O1 N1", Teller.BOTH);
        play("2 O2 N1", Teller.BOTH);
        for (String name : List.of("2088-O1", "2088-O2", "2088-N1")) {
            scene.admin()
                    .request()
                    .get("/api/users?identity.target=alipay&identity.userId=" + name)
                    .then()
                    .statusCode(200)
                    .body("id", contains(person));
        }
    }

    @Test
    void ofTwoPeopleAtOnceIsRefusedWithASupportCodeThatIsInTheLog() {
        String lin = play("1 U1 O1", Teller.BOTH);
        String wei = play("1 U2 O2", Teller.BOTH);
        scene.alipay().reset();
        tell("1 U1 O2", Teller.BOTH, Rule.always());
        Browser.Answer answer = comeBack(new Browser(), scene.web().journey(), "lin");
        assertEquals(409, answer.status());
        assertTrue(answer.body().contains("nobody was signed in"));
        database.list(
                        "select support_id, payload from audit_events where result = 'Error'"
                                + " order by created_at desc limit 1",
                        row -> List.of(row.text("support_id"), row.text("payload")))
                .forEach(recorded -> {
                    assertTrue(answer.body().contains(recorded.getFirst()));
                    assertTrue(recorded.getLast().contains("IDENTITY_CONFLICT"));
                    assertTrue(recorded.getLast().contains(lin));
                    assertTrue(recorded.getLast().contains(wei));
                });
    }

    @Test
    void isOneForParallelFirstSignInsUnderDifferentNames() {
        for (List<String> names : List.of(List.of("1 U1 O1", "1 O1"), List.of("1 U1 O1 N1", "1 O1 N1"))) {
            nobodyIsKnown();
            connect("1");
            tell(names.getFirst(), Teller.BOTH, Rule.always().forPerson("lin"));
            tell(names.getLast(), Teller.BOTH, Rule.always().forPerson("wei"));
            AtomicInteger turn = new AtomicInteger();
            List<String> subjects = Parallel.run(30, () -> signIn(turn.getAndIncrement() % 2 == 0 ? "lin" : "wei"));
            assertEquals(1, new HashSet<>(subjects).size(), subjects::toString);
            scene.alipay().reset();
        }
    }

    @Test
    void isNeverOneForParallelFirstSignInsOfTwoPeople() {
        connect("1");
        tell("1 U1 O1", Teller.BOTH, Rule.always().forPerson("lin"));
        tell("1 U2 O1", Teller.BOTH, Rule.always().forPerson("wei"));
        AtomicInteger turn = new AtomicInteger();
        List<List<String>> entered = Parallel.run(30, () -> {
            String person = turn.getAndIncrement() % 2 == 0 ? "lin" : "wei";
            return List.of(person, signIn(person));
        });
        Set<List<String>> welcome = new HashSet<>(entered);
        welcome.removeIf(one -> one.getLast().equals(REFUSED));
        assertEquals(1, welcome.size(), welcome::toString);
    }

    /// Of two statements that wait for each other PostgreSQL ends one, here that of the person.
    @Test
    void isTheSameAlsoAfterADeadlock() throws SQLException, InterruptedException {
        String account = play("1 O1", Teller.BOTH);
        long before = deadlocks();
        try (Connection connection = dataSource.getConnection();
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            other.execute("set local deadlock_timeout = '60s'");
            other.execute("insert into users (id) values ('deadlocked01')");
            other.execute("insert into user_identities (target, provider_user_id, user_id, external_user_id)"
                    + " values ('alipay', '2088-U1', 'deadlocked01', '2088-U1')");
            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> play("1 U1 O1", Teller.BOTH));
            waitUntilSomebodyWaits();
            other.execute("update user_identities set last_seen_at = now() where provider_user_id = '2088-O1'");
            connection.rollback();
            assertEquals(account, again.join());
        }
        for (int i = 0; i < 100 && deadlocks() == before; i++) { // the statistics come a little later
            Thread.sleep(100);
        }
        assertEquals(before + 1, deadlocks());
    }

    private long deadlocks() {
        return database.find(
                        "select deadlocks from pg_stat_database where datname = current_database()",
                        row -> row.longNumber("deadlocks"))
                .orElseThrow();
    }

    private void waitUntilSomebodyWaits() {
        while (database.find("select 1 from pg_locks where not granted and locktype = 'transactionid'", row -> true)
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /// Which of Alipay's two answers has the ids.
    private enum Teller {
        BOTH,
        TOKEN,
        USER_INFO
    }

    private String play(String step, Teller teller) {
        connect(step.substring(0, step.indexOf(' ')));
        scene.alipay().reset();
        tell(step, teller, Rule.always());
        return signIn("lin");
    }

    private void tell(String step, Teller teller, Rule rule) {
        Map<String, String> ids = new HashMap<>();
        List<String> words = new ArrayList<>(List.of(step.split(" ")));
        words.removeFirst();
        words.forEach(id -> ids.put(NAMES.get(id.substring(0, 1)), "2088-" + id));
        Scenario told = new Scenario.Ids(ids);
        Scenario silent = new Scenario.Ids(Map.of());
        for (Call call : Call.values()) {
            boolean tells = teller == Teller.BOTH || teller.name().equals(call.name());
            scene.alipay().play(new Rule(Optional.of(call), rule.appId(), rule.person(), false), tells ? told : silent);
        }
    }

    private void connect(String app) {
        if (app.equals(connected)) {
            return;
        }
        connected = app;
        String appId = "902100000000010" + app;
        scene.alipay()
                .register(
                        SimulatedApp.of(appId, scene.alipay().defaultApp().app().publicKey()));
        scene.admin()
                .request()
                .body(Map.of(
                        "config",
                        Map.of(
                                "appId", appId,
                                "privateKey", scene.alipay().defaultApp().privateKeyPem(),
                                "alipayPublicKey", scene.alipay().alipayPublicKey(),
                                "gatewayUrl", scene.alipay().gateway().toString(),
                                "authorizationUrl",
                                        scene.alipay().authorizationPage().toString())))
                .patch("/api/connectors/" + Admin.ALIPAY)
                .then()
                .statusCode(200);
    }

    private String signIn(String person) {
        Browser browser = new Browser();
        Journey journey = scene.web().journey();
        Browser.Answer answer = comeBack(browser, journey, person);
        if (answer.status() == 409) {
            return REFUSED;
        }
        String back = browser.follow(answer.location(), endpoint()).location();
        String idToken = scene.web().redeem(parameter(back, "code"), journey).path("id_token");
        return Jwt.of(idToken).claims().get("sub").asText();
    }

    private static Browser.Answer comeBack(Browser browser, Journey journey, String person) {
        Browser.Answer toAlipay =
                browser.get(journey.with("direct_sign_in", "social:alipay").url());
        return browser.get(
                browser.get(toAlipay.location() + "&person=" + person).location());
    }
}
