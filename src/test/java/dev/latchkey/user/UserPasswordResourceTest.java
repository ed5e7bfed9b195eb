package dev.latchkey.user;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.user.UserResourceTest.create;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 6: passwords, and what they must be like.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class UserPasswordResourceTest {
    private static final String GOOD = "a horse walks into a bar";
    /// The example of the reference implementation's command line: password, somesalt, 64 MiB, two passes.
    private static final String IMPORTED =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Inject
    Passwords passwords;

    @Inject
    Users users;

    @Inject
    Database database;

    @Test
    void keepsAPasswordAsArgon2idOnly() {
        String id = create(Map.of("password", GOOD))
                .statusCode(200)
                .body("hasPassword", equalTo(true))
                .extract()
                .path("id");

        assertTrue(stored(id).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        verify(id, GOOD).statusCode(204);
        verify(id, GOOD + "!").statusCode(422).body("code", equalTo("session.invalid_credentials"));
    }

    @Test
    void changesAPassword() {
        String id = create(Map.of()).extract().path("id");
        hasPassword(id, false);
        verify(id, GOOD).statusCode(422);

        change(id, GOOD).statusCode(200).body("hasPassword", equalTo(true));
        change(id, "another long password").statusCode(200);

        hasPassword(id, true);
        verify(id, "another long password").statusCode(204);
        verify(id, GOOD).statusCode(422);
    }

    @Test
    void takesTheSameLettersTypedOtherwise() {
        String id = create(Map.of("password", "le caf\u00e9 est tr\u00e8s bon"))
                .extract()
                .path("id");

        verify(id, "le cafe\u0301 est tre\u0300s bon").statusCode(204);
    }

    @ParameterizedTest
    @CsvSource({
        "fourteen chars,password_rejection.too_short",
        "aaaaaaaaaaaaaaaaaa,password_rejection.restricted.words",
        "123456789012345,password_rejection.restricted.words",
        "PasswordPassword,password_rejection.restricted.words",
        "qwertyuiopqwertyuiop,password_rejection.restricted.words",
        "correcthorsebatterystaple,password_rejection.restricted.words",
        "evewhohasalongname,password_rejection.restricted.user_info",
    })
    void refusesAPasswordThatIsSoonGuessed(String password, String code) {
        create(Map.of("name", "EveWhoHasALongName", "password", password))
                .statusCode(422)
                .body("code", equalTo("password.rejected"))
                .body("data.code", hasItem(code));
    }

    @Test
    void refusesAPasswordWithoutEnd() {
        create(Map.of("password", "long ".repeat(60))).statusCode(422).body("code", equalTo("password.rejected"));
        String id = create(Map.of("password", GOOD)).extract().path("id");
        verify(id, "long ".repeat(60)).statusCode(422);
    }

    @Test
    void checksAPasswordThatNobodyHasYet() {
        check("too short")
                .statusCode(400)
                .body("result", equalTo(false))
                .body("issues.code", hasItem("password_rejection.too_short"));
        check(GOOD).statusCode(200).body("result", equalTo(true)).body("issues", empty());
    }

    @Test
    void takesOverAnArgon2idDigestAndMakesItCurrentWhenItIsUsed() {
        String id = create(Map.of("passwordDigest", IMPORTED, "passwordAlgorithm", "Argon2id"))
                .statusCode(200)
                .body("hasPassword", equalTo(true))
                .extract()
                .path("id");

        verify(id, "wrong").statusCode(422);
        assertEquals(IMPORTED, stored(id));
        verify(id, "password").statusCode(204);
        assertTrue(stored(id).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        verify(id, "password").statusCode(204);
    }

    @Test
    void refusesDigestsThatItCannotCheck() {
        create(Map.of("password", GOOD, "passwordDigest", IMPORTED))
                .statusCode(400)
                .body("code", equalTo("user.password_and_digest"));
        create(Map.of("passwordDigest", IMPORTED))
                .statusCode(400)
                .body("code", equalTo("user.password_algorithm_required"));
        create(Map.of("passwordDigest", "5f4dcc3b5aa765d61d8327deb882cf99", "passwordAlgorithm", "MD5"))
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$",
            })
    void refusesADigestThatIsNoneOrCostsTooMuch(String digest) {
        create(Map.of("passwordDigest", digest, "passwordAlgorithm", "Argon2id"))
                .statusCode(400)
                .body("details", equalTo("passwordDigest: must be a PHC string of Argon2id"));
    }

    @Test
    void doesTheSameWorkForPeopleWhoAreUnknown() {
        String id = create(Map.of("password", GOOD)).extract().path("id");
        Optional<User> alice = users.find(id);
        long known = time(() -> assertFalse(passwords.verify(alice, "wrong")));
        long unknown = time(() -> assertFalse(passwords.verify(Optional.empty(), "wrong")));

        assertTrue(unknown > known / 3 && known > unknown / 3, known + " ns against " + unknown + " ns");
    }

    /// The best of many: what the machine does beside it only ever adds.
    private static long time(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 15; round++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private String stored(String id) {
        return database.find(
                        "select password_hash from credentials where user_id = ?", row -> row.text("password_hash"), id)
                .orElseThrow();
    }

    private static ValidatableResponse change(String id, String password) {
        return admin().body(Map.of("password", password))
                .when()
                .patch("/api/users/" + id + "/password")
                .then();
    }

    private static ValidatableResponse verify(String id, String password) {
        return admin().body(Map.of("password", password))
                .when()
                .post("/api/users/" + id + "/password/verify")
                .then();
    }

    private static ValidatableResponse check(String password) {
        return admin().body(Map.of("password", password))
                .when()
                .post("/api/sign-in-exp/default/check-password")
                .then();
    }

    private static void hasPassword(String id, boolean expected) {
        admin().when().get("/api/users/" + id + "/has-password").then().body("hasPassword", equalTo(expected));
    }
}
