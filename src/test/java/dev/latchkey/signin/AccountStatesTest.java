package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static dev.latchkey.testing.TwoProviders.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps between a proof and an account, driven over HTTP: every action from every state. What [#after] does not
/// list moves nobody, makes no account, links no identity and begins no session.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountStatesTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;

    enum State {
        /// Nobody has proved anything.
        BEGUN,
        /// Somebody new, whose address an account has.
        OFFERED,
        /// Somebody new, who lacks a username and has not agreed.
        ASKED,
        DONE
    }

    enum Action {
        OPEN,
        COMPLETE_WITH_NOTHING,
        COMPLETE_WITHOUT_AGREEING,
        COMPLETE,
        OWN_ACCOUNT,
        WRONG_PASSWORD,
        RIGHT_PASSWORD,
        PROVE_AS_SOMEBODY_ELSE,
        PROVE_BY_PROVIDER,
        CANCEL,
        FOR_ANOTHER_QUESTION,
        WITHOUT_CSRF,
        FROM_ANOTHER_BROWSER
    }

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
        two.trust(ACME, true);
        two.askForUsername();
        two.askForTerms("ManualRegistrationOnly");
    }

    @AfterAll
    void close() {
        two.close();
    }

    /// The edges; everything else stays where it is.
    private static State after(State state, Action action) {
        return switch (state) {
            case BEGUN, DONE -> state;
            case OFFERED ->
                switch (action) {
                    case OWN_ACCOUNT -> State.ASKED;
                    case RIGHT_PASSWORD, PROVE_BY_PROVIDER -> State.DONE;
                    case CANCEL -> State.BEGUN;
                    default -> state;
                };
            case ASKED ->
                switch (action) {
                    case COMPLETE -> State.DONE;
                    case CANCEL -> State.BEGUN;
                    default -> state;
                };
        };
    }

    private static Stream<Arguments> everyActionFromEveryState() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Action.values()).map(action -> Arguments.of(state, action)));
    }

    @ParameterizedTest
    @MethodSource
    void everyActionFromEveryState(State state, Action action) {
        Walk walk = new Walk("p" + COUNT.incrementAndGet());
        walk.reach(state);
        assertEquals(state, walk.state(), "the state to begin with");
        Rows before = rows(walk);

        walk.act(action);

        State expected = after(state, action);
        assertEquals(expected, walk.state());
        boolean entered = expected == State.DONE && state != State.DONE;
        boolean linked = entered && state == State.OFFERED;
        boolean registered = entered && state == State.ASKED;
        assertEquals(
                new Rows(
                        before.users() + (registered ? 1 : 0),
                        before.identitiesOfOwner() + (linked ? 1 : 0),
                        before.identities() + (entered ? 1 : 0),
                        before.sessions() + (entered ? 1 : 0)),
                rows(walk));
    }

    private record Rows(int users, int identitiesOfOwner, int identities, int sessions) {}

    private Rows rows(Walk walk) {
        return new Rows(
                count("select count(*)::int as n from users where id <> ?", ""),
                count("select count(*)::int as n from user_identities where user_id = ?", walk.owner),
                count("select count(*)::int as n from user_identities where provider_user_id <> ?", ""),
                count("select count(*)::int as n from sessions where user_id <> ?", ""));
    }

    private int count(String sql, String argument) {
        return database.find(sql, row -> row.number("n"), argument).orElseThrow();
    }

    /// One sign-in of one browser.
    private final class Walk {
        private final Browser browser = new Browser();
        private final Journey journey = two.app().journey();
        private final String name;
        private final String owner;
        private final String other;
        private String id;
        private String csrf;
        private String pending = "nothing";

        Walk(String name) {
            this.name = name;
            this.owner = two.person(Map.of(
                    "username", name, "password", PASSWORD, "primaryEmail", mail(), "primaryEmailVerified", true));
            two.identity(owner, BETA, name + "-owner");
            this.other = two.person(Map.of());
            two.identity(other, BETA, name + "-other");
        }

        private String mail() {
            return name + "@example.com";
        }

        void reach(State wanted) {
            Answer page = two.openPage(browser, journey);
            id = parameter(page.uri().toString(), "id");
            csrf = page.field("csrf");
            if (wanted == State.OFFERED) {
                arrive(page, name + "-new~" + mail() + "!");
            } else if (wanted != State.BEGUN) {
                arrive(page, name + "-new");
                if (wanted == State.DONE) {
                    act(Action.COMPLETE);
                }
            }
        }

        private void arrive(Answer page, String person) {
            Answer back = TwoProviders.visit(browser, page, ACME, person);
            pending = browser.get(back.location()).field("pending");
        }

        State state() {
            Answer page = browser.get(endpoint() + "/sign-in/account?id=" + id);
            if (page.status() == 303) {
                return page.location().contains("/oidc/auth/") ? State.DONE : State.BEGUN;
            }
            return page.body().contains("/sign-in/account/own") ? State.OFFERED : State.ASKED;
        }

        void act(Action action) {
            switch (action) {
                case OPEN -> browser.get(endpoint() + "/sign-in?id=" + id);
                case COMPLETE_WITH_NOTHING -> post("complete", Map.of());
                case COMPLETE_WITHOUT_AGREEING -> post("complete", Map.of("username", name + "_new"));
                case COMPLETE -> post("complete", Map.of("username", name + "_new", "agree", "yes"));
                case OWN_ACCOUNT -> post("own", Map.of());
                case WRONG_PASSWORD -> post("password", Map.of("password", "not this one at all"));
                case RIGHT_PASSWORD -> post("password", Map.of("password", PASSWORD));
                case PROVE_AS_SOMEBODY_ELSE -> prove(name + "-other");
                case PROVE_BY_PROVIDER -> prove(name + "-owner");
                case CANCEL -> post("cancel", Map.of());
                case FOR_ANOTHER_QUESTION -> everything(browser, csrf, "another");
                case WITHOUT_CSRF -> everything(browser, "forged", pending);
                case FROM_ANOTHER_BROWSER -> everything(new Browser(), csrf, pending);
            }
        }

        private Answer post(String what, Map<String, String> fields) {
            return post(browser, csrf, pending, what, fields);
        }

        private Answer post(Browser by, String token, String question, String what, Map<String, String> fields) {
            Map<String, String> form = new java.util.HashMap<>(fields);
            form.put("csrf", token);
            form.put("pending", question);
            return by.post(endpoint() + "/sign-in/account/" + what + "?id=" + id, form);
        }

        private void everything(Browser by, String token, String question) {
            post(by, token, question, "complete", Map.of("username", name + "_new", "agree", "yes"));
            post(by, token, question, "own", Map.of());
            post(by, token, question, "password", Map.of("password", PASSWORD));
            post(by, token, question, "social/" + BETA, Map.of());
            post(by, token, question, "cancel", Map.of());
        }

        private void prove(String person) {
            Answer away = post("social/" + BETA, Map.of());
            if (away.status() == 303 && away.location().startsWith("https://provider.example/")) {
                TwoProviders.comeBack(browser, BETA, parameter(away.location(), "state"), person);
            }
        }
    }
}
