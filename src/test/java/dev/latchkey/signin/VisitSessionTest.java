package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a connector leaves when a person goes to its provider comes back with that person, and is gone.
@QuarkusTest
class VisitSessionTest {
    @Inject
    Database database;

    private final Admin admin = new Admin();
    private String connector;

    @BeforeEach
    void connect() {
        connector = TestConnectors.createOf(TestProvider.WEB);
        admin.socialOnly();
        admin.experience(Map.of("socialSignInConnectorTargets", List.of(TestProvider.TARGET)));
    }

    @AfterEach
    void remove() {
        TestConnectors.removeAll();
        admin.socialOnly();
    }

    @Test
    void comesBackWithThePerson() {
        Browser browser = new Browser();
        String state = leave(browser);

        arrive(browser, state, "is:vera");

        assertEquals("of " + state, nonceOf("vera"));
    }

    @Test
    void comesBackByFormPostToo() {
        Browser browser = new Browser();
        String state = leave(browser);

        Browser.Answer answer = new Browser().post(callback(), Map.of("state", state, "code", "is:willa"));
        assertEquals(303, answer.status());
        assertTrue(answer.location().startsWith(callback() + "?"));
        browser.follow(answer.location(), endpoint());

        assertEquals("of " + state, nonceOf("willa"));
    }

    @Test
    void isSealedAndGoneAfterwards() {
        Browser browser = new Browser();
        String state = leave(browser);

        byte[] kept = kept(state).orElseThrow();
        assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("nonce"));
        arrive(browser, state, "is:xenia");
        assertTrue(kept(state).isEmpty());
    }

    private String leave(Browser browser) {
        RelyingParty app = admin.webApp();
        Browser.Answer away = browser.get(app.journey()
                .with("direct_sign_in", "social:" + TestProvider.TARGET)
                .url());
        return parameter(away.location(), "state");
    }

    private void arrive(Browser browser, String state, String code) {
        browser.follow(callback() + "?state=" + state + "&code=" + code, endpoint());
    }

    private String callback() {
        return endpoint() + "/callback/" + connector;
    }

    private Optional<byte[]> kept(String state) {
        return database.find(
                        "select session_sealed from social_visits where state_hash = ?",
                        row -> Optional.ofNullable(row.bytes("session_sealed")),
                        (Object) Hashes.sha256(state))
                .orElseThrow();
    }

    private String nonceOf(String person) {
        return database.find(
                        "select details ->> 'nonce' as nonce from user_identities where target = ? and provider_user_id = ?",
                        row -> row.text("nonce"),
                        TestProvider.TARGET,
                        person)
                .orElseThrow();
    }
}
