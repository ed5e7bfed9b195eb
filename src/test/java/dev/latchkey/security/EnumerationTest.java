package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Nobody learns from the sign-in page who has an account: not from what it says, nor from the time it takes.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnumerationTest {
    private static final int ROUNDS = 31;
    /// Without equal work the answer for a stranger takes a tenth of the time.
    private static final double ALIKE = 0.35;

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void peopleHavePasswords() {
        scene = Scene.set();
        scene.admin().offerPasswords();
        scene.admin()
                .request()
                .body(Map.of("username", "known_person", "password", "a bicycle under the plum tree"))
                .post("/api/users");
        scene.admin().request().body(Map.of("username", "social_person")).post("/api/users");
    }

    @AfterAll
    void close() {
        scene.admin().socialOnly();
        database.update("delete from users where username in ('known_person', 'social_person')");
        database.update("delete from password_failures");
        scene.close();
    }

    @Test
    void theAnswersAreTheSameForKnownAndUnknown() {
        Browser.Answer known = guess("known_person");
        for (String name : List.of("nobody_at_all", "social_person")) {
            Browser.Answer other = guess(name);
            assertEquals(known.status(), other.status());
            assertEquals(
                    withoutWhatVaries(known.body()),
                    withoutWhatVaries(other.body().replace(name, "known_person")));
            assertEquals(known.headers().keySet(), other.headers().keySet());
        }
    }

    /// In turn, so that whatever else the machine does meets both alike; medians, so that no single
    /// pause decides.
    @Test
    void theTimesAreTheSameForKnownAndUnknown() {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> withoutPassword = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            known.add(timeToGuess("known_person"));
            unknown.add(timeToGuess("nobody_at_all"));
            withoutPassword.add(timeToGuess("social_person"));
        }
        assertAlike(known, unknown);
        assertAlike(known, withoutPassword);
    }

    private static void assertAlike(List<Long> some, List<Long> others) {
        double one = median(some);
        double other = median(others);
        assertTrue(
                Math.abs(one - other) < ALIKE * Math.max(one, other), () -> "medians " + one + " and " + other + " ns");
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private long timeToGuess(String username) {
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        long start = System.nanoTime();
        guess(browser, page, username);
        return System.nanoTime() - start;
    }

    private Browser.Answer guess(String username) {
        Browser browser = new Browser();
        return guess(browser, browser.follow(scene.web().journey().url(), endpoint()), username);
    }

    private static Browser.Answer guess(Browser browser, Browser.Answer page, String username) {
        return browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", username, "password", "not this one at all"));
    }

    private static String withoutWhatVaries(String page) {
        return page.replaceAll("<code>[2-9A-Z]{8}</code>", "")
                .replaceAll("value=\"[A-Za-z0-9_-]{43}\"", "")
                .replaceAll("(id=|auth/)[0-9a-z]{21}", "");
    }
}
