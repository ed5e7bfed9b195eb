package dev.latchkey.user;

import static dev.latchkey.testing.Management.admin;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 6: people.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class UserResourceTest {
    @Inject
    UserEvents events;

    /// A provider's name is cut at as many characters, however Java stores them.
    @Test
    void aNameIsAsLongAsItsCharacters() {
        create(Map.of("name", "🌧".repeat(128))).statusCode(200);
        create(Map.of("name", "🌧".repeat(129)))
                .statusCode(400)
                .body("details", equalTo("name: size must be between 0 and 128"));
    }

    @Test
    void createsAPersonOfWhomNothingIsKnown() {
        create(Map.of())
                .statusCode(200)
                .body("id", matchesPattern("[0-9a-z]{12}"))
                .body("username", nullValue())
                .body("primaryEmail", nullValue())
                .body("name", nullValue())
                .body("profile", anEmptyMap())
                .body("customData", anEmptyMap())
                .body("identities", anEmptyMap())
                .body("ssoIdentities", empty())
                .body("mfaVerificationFactors", empty())
                .body("isSuspended", equalTo(false))
                .body("hasPassword", equalTo(false))
                .body("lastSignInAt", nullValue())
                .body("applicationId", nullValue())
                .body("", hasKey("cimdClientId"))
                .body("createdAt", greaterThan(1_600_000_000_000L))
                .body("updatedAt", greaterThan(1_600_000_000_000L));
    }

    @Test
    void keepsWhatIsKnown() {
        String id = create(Map.of(
                        "username", "alice_w",
                        "primaryEmail", "alice@example.com",
                        "primaryPhone", "8613800000000",
                        "name", "Alice 王",
                        "avatar", "https://example.com/alice.png",
                        "profile", Map.of("nickname", "Al", "address", Map.of("country", "CN"), "unknown", 1),
                        "customData", Map.of("level", 3)))
                .statusCode(200)
                .extract()
                .path("id");

        find(id).body("username", equalTo("alice_w"))
                .body("primaryEmail", equalTo("alice@example.com"))
                .body("primaryPhone", equalTo("8613800000000"))
                .body("name", equalTo("Alice 王"))
                .body("avatar", equalTo("https://example.com/alice.png"))
                .body("profile", equalTo(Map.of("nickname", "Al", "address", Map.of("country", "CN"))))
                .body("customData", equalTo(Map.of("level", 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "username,taken_name,user.username_already_in_use",
        "primaryEmail,taken@example.com,user.email_already_in_use",
        "primaryPhone,8613811111111,user.phone_already_in_use",
    })
    void refusesWhatSomeoneElseHas(String field, String value, String code) {
        create(Map.of(field, value)).statusCode(200);
        String other = create(Map.of()).extract().path("id");

        create(Map.of(field, value)).statusCode(422).body("code", equalTo(code));
        patch(other, Map.of(field, value)).statusCode(422).body("code", equalTo(code));
    }

    @Test
    void givesANameThatManyWantAtOnceToOne() {
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> create(Map.of("username", "wanted")).extract().statusCode())
                .sorted()
                .toList();

        assertEquals(200, answers.getFirst());
        assertEquals(Collections.nCopies(7, 422), answers.subList(1, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "username,1abc",
        "username,with space",
        "username,a-b",
        "primaryEmail,nobody",
        "primaryEmail,a@b",
        "primaryPhone,+8613800000000",
        "primaryPhone,12",
        "avatar,javascript:alert(1)",
    })
    void refusesWhatDoesNotFit(String field, String value) {
        create(Map.of(field, value))
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString(field));
    }

    @Test
    void refusesWhatIsTooLong() {
        create(Map.of("name", "x".repeat(129))).statusCode(400);
        create(Map.of("username", "x".repeat(129))).statusCode(400);
        create(Map.of("avatar", "https://" + "x".repeat(2048))).statusCode(400);
        create(Map.of("profile", Map.of("nickname", "x".repeat(257)))).statusCode(400);
    }

    @Test
    void changesWhatIsNamedAndClearsWhatIsNull() {
        String id = create(Map.of("username", "changing", "name", "Old", "customData", Map.of("a", 1)))
                .extract()
                .path("id");

        patch(id, Map.of("name", "New", "customData", Map.of("b", 2)))
                .statusCode(200)
                .body("name", equalTo("New"))
                .body("username", equalTo("changing"))
                .body("customData", equalTo(Map.of("b", 2)));
        patch(id, Collections.singletonMap("username", null)).statusCode(200).body("username", nullValue());
        patch(id, Map.of("name", "")).statusCode(200).body("name", nullValue());
    }

    @Test
    void mergesCustomDataAndProfile() {
        String id = create(Map.of("customData", Map.of("a", 1, "b", 2), "profile", Map.of("nickname", "Al")))
                .extract()
                .path("id");

        admin().body(Map.of("customData", Map.of("b", 3)))
                .when()
                .patch("/api/users/" + id + "/custom-data")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("a", 1, "b", 3)));
        admin().when().get("/api/users/" + id + "/custom-data").then().body("", equalTo(Map.of("a", 1, "b", 3)));
        admin().body(Map.of("profile", Map.of("gender", "x")))
                .when()
                .patch("/api/users/" + id + "/profile")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("nickname", "Al", "gender", "x")));
        admin().body(Map.of("nickname", "x"))
                .when()
                .patch("/api/users/" + id + "/profile")
                .then()
                .statusCode(400);
    }

    @Test
    void tellsTheOtherFeaturesWhenItSuspendsAndDeletes() {
        String id = create(Map.of()).extract().path("id");

        suspend(id, true).statusCode(200).body("isSuspended", equalTo(true));
        suspend(id, false).statusCode(200).body("isSuspended", equalTo(false));
        admin().when().delete("/api/users/" + id).then().statusCode(204);

        assertEquals(List.of(new UserSuspended(id), new UserDeleted(id)), events.about(id));
        find(id).statusCode(404).body("code", equalTo("entity.not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/custom-data", "/has-password", "/all-identities", "/identities/alipay"})
    void doesNotKnowStrangers(String path) {
        admin().when().get("/api/users/nobody" + path).then().statusCode(404).body("code", equalTo("entity.not_found"));
    }

    @Test
    void alwaysPages() {
        create(Map.of()).statusCode(200);

        list("page=1").statusCode(200).header("Total-Number", notNullValue()).body("size()", lessThanOrEqualTo(20));
    }

    @Test
    void findsPeopleByWhatIsKnownOfThem() {
        create(Map.of("username", "findme_one", "name", "Same Name"));
        create(Map.of("username", "findme_two", "name", "same name"));

        list("search=FINDME%25").body("size()", equalTo(2));
        list("search=findme_one").body("username", contains("findme_one"));
        list("search.name=same%20name&isCaseSensitive=true").body("username", contains("findme_two"));
        list("search.name=same%20name&search.username=findme_one&joint=and").body("username", contains("findme_one"));
        list("search=findme&mode=exact").body("", empty());
        list("search=%27%20or%201=1%20--").body("", empty());
        list("search=x&mode=posix").statusCode(400).body("code", equalTo("request.invalid_input"));
        list("search.passwordHash=x").statusCode(400).body("code", equalTo("request.invalid_input"));
    }

    static ValidatableResponse create(Map<String, ?> body) {
        return admin().body(body).when().post("/api/users").then();
    }

    private static ValidatableResponse find(String id) {
        return admin().when().get("/api/users/" + id).then();
    }

    private static ValidatableResponse patch(String id, Map<String, ?> body) {
        return admin().body(body).when().patch("/api/users/" + id).then();
    }

    private static ValidatableResponse suspend(String id, boolean isSuspended) {
        return admin().body(Map.of("isSuspended", isSuspended))
                .when()
                .patch("/api/users/" + id + "/is-suspended")
                .then();
    }

    private static ValidatableResponse list(String query) {
        return admin().urlEncodingEnabled(false)
                .when()
                .get("/api/users?" + query)
                .then();
    }
}
