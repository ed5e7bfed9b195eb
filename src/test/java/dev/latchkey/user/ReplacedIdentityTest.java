package dev.latchkey.user;

import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An administrator gives a person another identity at a target, or the same once more.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacedIdentityTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private TwoProviders two;
    private String name;
    private String id;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        two.plain();
        name = "replaced" + COUNT.incrementAndGet();
        id = signIn(name);
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void theFormerOneComesBackWhenTheLinkIsTakenBack() {
        tellOpenId(name);
        put(name + "-wrong").statusCode(200);

        String made = split().statusCode(200).extract().path("userId");

        assertNotEquals(id, made);
        assertEquals(id, signIn(name));
        assertEquals(made, signIn(name + "-wrong"));
        find("open-" + name).body("id", contains(id));
        assertEquals(
                1,
                database.list("select 1 from user_open_ids where provider_user_id = ?", row -> true, name)
                        .size());
        split().statusCode(422).body("code", equalTo("user.identity_not_splittable"));
    }

    @Test
    void oneAfterTheOther() {
        put(name + "-one").statusCode(200);
        put(name + "-two").statusCode(200);

        split().statusCode(200);
        assertEquals(id, signIn(name + "-one"));
        split().statusCode(200);

        assertEquals(id, signIn(name));
    }

    @Test
    void unlessSomebodyElseHasItByNow() {
        put(name + "-wrong").statusCode(200);
        String since = signIn(name);

        split().statusCode(422).body("code", equalTo("user.last_sign_in_method"));
        two.identity(id, BETA, name + "-beta");
        split().statusCode(200);

        assertNotEquals(id, since);
        assertEquals(since, signIn(name));
        assertEquals(id, two.signIn(new Browser(), BETA, name + "-beta"));
    }

    @Test
    void theSameOnceMoreKeepsWhatTheProviderTold() {
        tellOpenId(name);

        put(name).statusCode(200).body("acme.userId", equalTo(name)).body("acme.details.note", equalTo("new"));

        find("open-" + name).body("id", contains(id));
        find("union-" + name).body("id", contains(id));
        split().statusCode(422).body("code", equalTo("user.identity_not_splittable"));
    }

    /// As a provider that knows people by several names does.
    private void tellOpenId(String person) {
        database.update(
                "update user_identities set provider_app_id = 'app-1', open_id = ?, union_id = ?"
                        + " where target = 'acme' and provider_user_id = ?",
                "open-" + person,
                "union-" + person,
                person);
    }

    private String signIn(String person) {
        return two.signIn(new Browser(), ACME, person);
    }

    private ValidatableResponse put(String person) {
        return two.admin()
                .request()
                .body(Map.of("userId", person, "details", Map.of("note", "new")))
                .put("/api/users/" + id + "/identities/" + ACME)
                .then();
    }

    private ValidatableResponse split() {
        return two.admin()
                .request()
                .post("/api/users/" + id + "/identities/" + ACME + "/split")
                .then();
    }

    private ValidatableResponse find(String identity) {
        return two.admin()
                .request()
                .get("/api/users?identity.target=acme&identity.userId=" + identity)
                .then();
    }
}
