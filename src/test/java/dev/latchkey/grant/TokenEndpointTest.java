package dev.latchkey.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The token endpoint's front: forms, client authentication, client credentials.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private Admin admin;
    private RelyingParty machine;

    @BeforeAll
    void makeAMachine() {
        admin = new Admin();
        machine = admin.application("MachineToMachine", Map.of(), Map.of());
    }

    @Test
    void clientCredentialsAnswerAnEs256AccessToken() {
        Response response = given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "https://default.logto.app/api")
                .formParam("scope", "all")
                .post("/oidc/token");
        response.then()
                .statusCode(200)
                .body("scope", equalTo("all"))
                .body("expires_in", equalTo(3600))
                .body("$", not(hasKey("refresh_token")));
        Jwt token = Jwt.of(response.path("access_token"));
        assertEquals("ES256", token.header().get("alg").asText());
        assertEquals("at+jwt", token.header().get("typ").asText());
        assertEquals("https://default.logto.app/api", token.claims().get("aud").asText());
        assertEquals(TestEnvironment.ADMIN_ID, token.claims().get("client_id").asText());
        assertEquals(true, token.isSignedByPublishedKey());
    }

    @Test
    void aMachineThatIsNoAdministratorGetsNoScope() {
        machineToken(Map.of("resource", "urn:latchkey:management", "scope", "all"))
                .then()
                .statusCode(200)
                .body("scope", equalTo(""));
    }

    @Test
    void clientCredentialsWithoutAResourceHaveNoTarget() {
        machineToken(Map.of("scope", "all")).then().statusCode(400).body("error", equalTo("invalid_target"));
        machineToken(Map.of("resource", "https://unknown.example.com"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    /// RFC 8707 §2.
    @Test
    void clientCredentialsWithoutAResourceAreForTheDefaultOne() {
        Admin admin = new Admin();
        String indicator = "https://orders.example.com/default";
        String id = admin.request()
                .body(Map.of("name", "Orders", "indicator", indicator))
                .post("/api/resources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        makeDefault(admin, id, true);
        try {
            String token = machineToken(Map.of()).path("access_token");
            assertEquals(indicator, Jwt.of(token).claims().get("aud").asText());
        } finally {
            makeDefault(admin, id, false);
        }
        machineToken(Map.of()).then().statusCode(400).body("error", equalTo("invalid_target"));
    }

    private static void makeDefault(Admin admin, String id, boolean isDefault) {
        admin.request()
                .body(Map.of("isDefault", isDefault))
                .patch("/api/resources/" + id + "/is-default")
                .then()
                .statusCode(200);
    }

    @Test
    void aMachineMayNotUseTheGrantsOfPeople() {
        machine.token(Map.of("grant_type", "authorization_code", "code", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void aSecretMayComeInTheBody() {
        given().formParam("client_id", machine.id())
                .formParam("client_secret", machine.secret())
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .then()
                .statusCode(200);
    }

    @Test
    void aSecretInHeaderAndBodyIsTooMuch() {
        machine.authenticated()
                .formParam("client_secret", machine.secret())
                .formParam("grant_type", "client_credentials")
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aPercentEncodedBasicHeaderMeansTheSame() {
        String encoded = machine.secret()
                .chars()
                .mapToObj(c -> String.format("%%%02X", c))
                .reduce("", String::concat);
        String header =
                Base64.getEncoder().encodeToString((machine.id() + ":" + encoded).getBytes(StandardCharsets.UTF_8));
        given().header("Authorization", "Basic " + header)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .then()
                .statusCode(200);
    }

    @Test
    void aWrongSecretIsAskedForByHeaderAlone() {
        given().auth()
                .preemptive()
                .basic(machine.id(), "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oidc/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("error", equalTo("invalid_client"));
        given().formParam("client_id", machine.id())
                .formParam("client_secret", "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oidc/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void anExpiredSecretIsCalledExpired() {
        Map<String, Object> body = Map.of(
                "name", "old", "expiresAt", Instant.now().plusMillis(1200).toEpochMilli());
        String old = admin.request()
                .body(body)
                .post("/api/applications/{id}/secrets", machine.id())
                .then()
                .statusCode(201)
                .extract()
                .path("value");
        RelyingParty withOld = new RelyingParty(machine.id(), old, null);
        withOld.token(Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management"))
                .then()
                .statusCode(200);
        sleep(1500);
        withOld.token(Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", equalTo("client secret has expired"));
    }

    @Test
    void aDeletedSecretWorksNoLongerAtOnce() {
        String value = admin.request()
                .body(Map.of("name", "short-lived"))
                .post("/api/applications/{id}/secrets", machine.id())
                .then()
                .statusCode(201)
                .extract()
                .path("value");
        RelyingParty with = new RelyingParty(machine.id(), value, null);
        Map<String, String> request = Map.of("grant_type", "client_credentials", "resource", "urn:latchkey:management");
        with.token(request).then().statusCode(200);
        admin.request()
                .delete("/api/applications/{id}/secrets/short-lived", machine.id())
                .then()
                .statusCode(204);
        with.token(request).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic bm9jb2xvbg==",
                "Bearer abc",
                "basic Og==",
                "Basic \u00e9",
                "Digest username=\"x\""
            })
    void aBrokenAuthorizationHeaderIsInvalidClientAndNeverAFault(String header) {
        given().header("Authorization", header)
                .contentType(FORM)
                .body("grant_type=client_credentials")
                .post("/oidc/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials&grant_type=client_credentials",
                "grant_type=%",
                "grant_type=%zz",
                "grant_type=%00",
                "grant_type=%ff%fe",
                "grant_type=%c3%28",
                "client_id=a&client_id=b&grant_type=refresh_token"
            })
    void brokenFormsAreInvalidRequests(String body) {
        given().contentType(FORM)
                .body(body)
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void otherContentIsRefused() {
        given().contentType("text/plain")
                .body("grant_type=x")
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().contentType("application/json")
                .body("{}")
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aLargeBodyIsRefused() {
        String body = "grant_type=" + "x".repeat(60 * 1024);
        given().contentType(FORM)
                .body(body)
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aMissingOrUnknownGrantTypeHasItsOwnError() {
        machine.token(Map.of("x", "y")).then().statusCode(400).body("error", equalTo("invalid_request"));
        machine.token(Map.of("grant_type", "password"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void noClientAtAllIsInvalidClient() {
        given().formParam("grant_type", "client_credentials")
                .post("/oidc/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void manyScopesAreTooMany() {
        String scope = String.join(
                " ",
                java.util.stream.IntStream.range(0, 200).mapToObj(i -> "s" + i).toList());
        machineToken(Map.of("resource", "urn:latchkey:management", "scope", scope))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    private Response machineToken(Map<String, String> more) {
        Map<String, String> form = new java.util.HashMap<>(more);
        form.put("grant_type", "client_credentials");
        return machine.token(form);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
