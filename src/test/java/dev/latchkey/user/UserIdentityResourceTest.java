package dev.latchkey.user;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.user.UserResourceTest.create;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 6: who a person is at social providers.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class UserIdentityResourceTest {
    @Test
    void linksAndReplacesAnIdentity() {
        String id = newUser();

        put(id, "alipay", Map.of("userId", "2088001", "details", Map.of("name", "Al")))
                .statusCode(201)
                .body("alipay.userId", equalTo("2088001"))
                .body("alipay.details.name", equalTo("Al"));
        put(id, "alipay", Map.of("userId", "2088002")).statusCode(200).body("alipay.userId", equalTo("2088002"));
        put(id, "other", Map.of("userId", "o1"))
                .statusCode(201)
                .body("", hasKey("alipay"))
                .body("", hasKey("other"));

        identity(id, "alipay").statusCode(200).body("identity.userId", equalTo("2088002"));
        admin().when()
                .get("/api/users/" + id + "/all-identities")
                .then()
                .statusCode(200)
                .body("socialIdentities.target", contains("alipay", "other"))
                .body("socialIdentities[0].identity.userId", equalTo("2088002"))
                .body("ssoIdentities", empty());
    }

    @Test
    void givesAnIdentityToOnePersonOnly() {
        put(newUser(), "alipay", Map.of("userId", "2088100")).statusCode(201);

        put(newUser(), "alipay", Map.of("userId", "2088100"))
                .statusCode(422)
                .body("code", equalTo("user.identity_already_in_use"));
    }

    @Test
    void unlinksAnIdentityAndAnswersThePerson() {
        String id = newUser();
        put(id, "alipay", Map.of("userId", "2088200"));

        admin().when()
                .delete("/api/users/" + id + "/identities/alipay")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("identities", anEmptyMap());

        identity(id, "alipay").statusCode(404).body("code", equalTo("user.identity_not_exist"));
        admin().when().delete("/api/users/" + id + "/identities/alipay").then().statusCode(404);
        put(newUser(), "alipay", Map.of("userId", "2088200")).statusCode(201);
    }

    @Test
    void findsAPersonByIdentity() {
        String id = newUser();
        put(id, "alipay", Map.of("userId", "2088300"));

        find("identity.target=alipay&identity.userId=2088300").statusCode(200).body("id", contains(id));
        find("identity.target=other&identity.userId=2088300").body("", empty());
        find("identity.target=alipay&identity.userId=2088").body("", empty());
        find("identity.target=alipay").statusCode(400).body("code", equalTo("request.invalid_input"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\":\"\"}", "{\"userId\":7}", "{\"userId\":\"x\",\"details\":\"y\"}"})
    void refusesAnIdentityThatIsNone(String body) {
        admin().body(body)
                .when()
                .put("/api/users/" + newUser() + "/identities/alipay")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void refusesATargetThatIsNone() {
        put(newUser(), "not a target", Map.of("userId", "x")).statusCode(400);
        put(newUser(), "x".repeat(65), Map.of("userId", "x")).statusCode(400);
        put("nobody", "alipay", Map.of("userId", "x")).statusCode(404);
    }

    @Test
    void goesWithThePerson() {
        String id = newUser();
        put(id, "alipay", Map.of("userId", "2088400"));

        admin().when().delete("/api/users/" + id).then().statusCode(204);

        put(newUser(), "alipay", Map.of("userId", "2088400")).statusCode(201).body("", not(anEmptyMap()));
    }

    private static String newUser() {
        return create(Map.of()).statusCode(200).extract().path("id");
    }

    private static ValidatableResponse put(String id, String target, Map<String, ?> body) {
        return admin().body(body)
                .when()
                .put("/api/users/" + id + "/identities/" + target)
                .then();
    }

    private static ValidatableResponse identity(String id, String target) {
        return admin().when().get("/api/users/" + id + "/identities/" + target).then();
    }

    private static ValidatableResponse find(String query) {
        return admin().when().get("/api/users?" + query).then();
    }
}
