package dev.latchkey.signin;

import static dev.latchkey.testing.TwoProviders.ACME;
import static dev.latchkey.testing.TwoProviders.BETA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An address on the word of a provider whose word is not taken: the application is not told that it is verified, and
/// it is nobody's in earnest.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnprovenAddressTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TwoProviders two;
    private String name;
    private String mail;
    private String phone;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        two.plain();
        int number = COUNT.incrementAndGet();
        name = "unproven" + number;
        mail = name + "@example.com";
        phone = "86139000" + (10000 + number);
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void itIsNotSaidToBeVerified() {
        Response tokens = signIn(ACME, told("a"));

        claims(tokens).forEach(claims -> {
            assertEquals(mail, claims.path("email").asText());
            assertEquals(false, claims.path("email_verified").asBoolean(true));
            assertEquals("+" + phone, claims.path("phone_number").asText());
            assertEquals(false, claims.path("phone_number_verified").asBoolean(true));
        });
    }

    @Test
    void thatOfATrustedConnectorIs() {
        two.trust(ACME, true);

        claims(signIn(ACME, told("a"))).forEach(claims -> {
            assertEquals(true, claims.path("email_verified").asBoolean());
            assertEquals(true, claims.path("phone_number_verified").asBoolean());
        });
    }

    @Test
    void anAdministratorsWordIsTaken() {
        String person = subject(signIn(ACME, told("a")));
        change(person, Map.of("name", "Somebody"));
        assertVerified(false, signIn(ACME, told("a")));

        change(person, Map.of("primaryEmailVerified", true, "primaryPhone", phone + "1"));

        assertVerified(true, signIn(ACME, told("a")));
    }

    @Test
    void whoIsBroughtByATrustedConnectorLaterHasProvenIt() {
        String person = subject(signIn(ACME, told("a")));
        two.trust(ACME, true);
        assertVerified(false, signIn(ACME, name + "a~other" + mail + "!"));

        assertVerified(true, signIn(ACME, told("a")));

        user(person).body("primaryEmailVerified", equalTo(true)).body("primaryPhoneVerified", equalTo(true));
        two.trust(ACME, false);
        assertVerified(true, signIn(ACME, told("a")));
    }

    @Test
    void whoseItIsGetsItFromWhoeverHasIt() {
        String squatter = subject(signIn(ACME, told("a")));
        two.trust(BETA, true);

        Response tokens = signIn(BETA, told("b"));

        String owner = subject(tokens);
        assertNotEquals(squatter, owner);
        assertVerified(true, tokens);
        user(owner).body("primaryEmail", equalTo(mail)).body("primaryPhone", equalTo(phone));
        user(squatter).body("primaryEmail", nullValue()).body("primaryPhone", nullValue());
        claims(signIn(ACME, told("a"))).forEach(claims -> assertFalse(claims.hasNonNull("email"), claims::toString));
        two.admin()
                .request()
                .get("/api/logs?logKey=User.AddressMove&userId=" + squatter)
                .then()
                .body("payload.newUserId", hasItem(owner))
                .body("payload.fields", hasItem(List.of("primaryEmail", "primaryPhone")));
    }

    @Test
    void onlyTheAddressThatIsTheirsMoves() {
        String squatter = subject(signIn(ACME, told("a")));
        two.trust(BETA, true);

        signIn(BETA, name + "b~%2B" + phone + "!");

        user(squatter).body("primaryEmail", equalTo(mail)).body("primaryPhone", nullValue());
    }

    @Test
    void anUntrustedConnectorTakesNothingAway() {
        String first = subject(signIn(ACME, told("a")));

        String second = subject(signIn(BETA, told("b")));

        user(first).body("primaryEmail", equalTo(mail));
        user(second).body("primaryEmail", nullValue());
    }

    @Test
    void whatAnAdministratorEnteredStays() {
        String person = two.person(Map.of("primaryEmail", mail, "primaryPhone", phone));
        two.trust(BETA, true);

        String other = subject(signIn(BETA, told("b")));

        user(person).body("primaryEmail", equalTo(mail)).body("primaryPhone", equalTo(phone));
        user(other).body("primaryEmail", nullValue()).body("primaryPhone", nullValue());
    }

    @Test
    void ofManyWhoBringItAtOnceOneHasIt() {
        String squatter = subject(signIn(ACME, told("a")));
        two.trust(BETA, true);
        AtomicInteger next = new AtomicInteger();

        List<String> people = Parallel.run(8, () -> subject(signIn(BETA, told("b" + next.incrementAndGet()))));

        List<String> owners = new ArrayList<>(people);
        owners.add(squatter);
        assertEquals(
                1,
                owners.stream()
                        .distinct()
                        .map(id -> user(id).extract().<String>path("primaryEmail"))
                        .filter(Objects::nonNull)
                        .count());
        user(squatter).body("primaryEmail", nullValue());
    }

    private String told(String suffix) {
        return name + suffix + "~" + mail + "!~%2B" + phone + "!";
    }

    private Response signIn(String connector, String person) {
        Browser browser = new Browser();
        Journey journey = two.app().journey().with("scope", "openid offline_access email phone");
        Browser.Answer back = TwoProviders.visit(browser, two.openPage(browser, journey), connector, person);
        return two.tokens(browser, journey, back);
    }

    /// Wherever an application reads them.
    private List<ObjectNode> claims(Response tokens) {
        Response refreshed = two.app().refresh(tokens.path("refresh_token"));
        return List.of(
                (ObjectNode) Jwt.of(tokens.path("id_token")).claims(),
                (ObjectNode) Jwt.of(refreshed.path("id_token")).claims(),
                given().auth()
                        .oauth2(refreshed.path("access_token"))
                        .get("/oidc/me")
                        .as(ObjectNode.class));
    }

    private void assertVerified(boolean verified, Response tokens) {
        claims(tokens).forEach(claims -> {
            Map<String, Boolean> told = new HashMap<>();
            told.put("email", claims.path("email_verified").asBoolean());
            told.put("phone", claims.path("phone_number_verified").asBoolean());
            assertEquals(Map.of("email", verified, "phone", verified), told);
        });
    }

    private static String subject(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims().path("sub").asText();
    }

    private void change(String person, Map<String, Object> fields) {
        two.admin().request().body(fields).patch("/api/users/" + person).then().statusCode(200);
    }

    private ValidatableResponse user(String id) {
        return two.admin().request().get("/api/users/" + id).then();
    }
}
