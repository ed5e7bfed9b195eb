package dev.latchkey.client;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RegistrationSwitchedOn;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 7591 and RFC 7592: applications that register themselves. Off unless it is switched on.
@QuarkusTest
@TestProfile(RegistrationSwitchedOn.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamicRegistrationTest {
    private static final String CALLBACK = "https://app.example.com/callback?tenant=%C3%A4&x=1";

    /// RFC 7591 §2 and its companions.
    private static final List<String> FIELDS = List.of(
            "redirect_uris",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "grant_types",
            "response_types",
            "application_type",
            "client_name",
            "client_uri",
            "logo_uri",
            "scope",
            "contacts",
            "jwks",
            "jwks_uri",
            "software_id",
            "subject_type",
            "id_token_signed_response_alg",
            "userinfo_signed_response_alg",
            "initiate_login_uri",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "frontchannel_logout_uri",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens");

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void discoveryNamesTheEndpoint() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("registration_endpoint", equalTo(endpoint() + "/oidc/register"));
    }

    @Test
    void answersWithEverythingThatWasRegistered() {
        Map<String, Object> metadata = new HashMap<>(web());
        metadata.put("client_name", "Bookshop");
        metadata.put("contacts", List.of("ops@app.example.com"));
        metadata.put("initiate_login_uri", "https://app.example.com/login");
        metadata.put("logo_uri", "https://app.example.com/logo.png");
        metadata.put("policy_uri", "https://app.example.com/policy");
        metadata.put("tos_uri", "https://app.example.com/terms");
        metadata.put("client_uri", "https://app.example.com");
        metadata.put("post_logout_redirect_uris", List.of("https://app.example.com/bye"));
        metadata.put("id_token_signed_response_alg", "ES256");
        metadata.put("userinfo_signed_response_alg", "RS256");
        metadata.put("scope", "openid profile");
        metadata.put("software_id", "bookshop");
        metadata.put("an_unknown_field", Map.of("is", "passed over"));
        Response answer = register(token(), metadata);
        ValidatableResponse registered = answer.then().statusCode(201).header("Cache-Control", equalTo("no-store"));
        metadata.remove("an_unknown_field");
        metadata.forEach((name, value) -> registered.body(name, equalTo(value)));
        registered
                .body("an_unknown_field", nullValue())
                .body("client_id", matchesPattern("[0-9a-z]{21}"))
                .body("client_secret", notNullValue())
                .body("client_secret_expires_at", equalTo(0))
                .body("client_id_issued_at", notNullValue())
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"))
                .body("grant_types", equalTo(List.of("authorization_code")))
                .body("response_types", equalTo(List.of("code")))
                .body("application_type", equalTo("web"))
                .body("registration_access_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("registration_client_uri", equalTo(endpoint() + "/oidc/register/" + answer.path("client_id")));

        ValidatableResponse read = own(answer).get(uri(answer)).then().statusCode(200);
        metadata.forEach((name, value) -> read.body(name, equalTo(value)));
        read.body("client_secret", equalTo(answer.path("client_secret")));
    }

    @Test
    void peopleAreAskedForConsentUnlessTheTokenSaysThatTheApplicationIsOurs() {
        String stranger = register(token(), web()).path("client_id");
        assertEquals(true, application(stranger).path("isThirdParty"));
        String ours = register(token(Map.of("name", "ours", "isFirstParty", true)), web())
                .path("client_id");
        assertEquals(false, application(ours).path("isThirdParty"));
    }

    @Test
    void aRegisteredApplicationSignsPeopleIn() {
        Response registered = register(token(Map.of("name", "ours", "isFirstParty", true)), web());
        RelyingParty party = new RelyingParty(registered.path("client_id"), registered.path("client_secret"), CALLBACK);
        party.signInAndRedeem(new Browser(), "lin").then().statusCode(200).body("id_token", notNullValue());
    }

    /// RFC 7591 §2: without `grant_types` it is the authorization code alone.
    @Test
    void aGrantThatWasNotRegisteredIsNotThere() {
        Map<String, Object> metadata = new HashMap<>(web());
        RelyingParty codesAlone = ours(metadata);
        Response tokens = codesAlone.signInAndRedeem(new Browser(), "lin");
        tokens.then().statusCode(200).body("access_token", notNullValue()).body("refresh_token", nullValue());
        codesAlone.refresh("any").then().statusCode(400).body("error", equalTo("unauthorized_client"));

        metadata.put("grant_types", List.of("authorization_code", "refresh_token"));
        RelyingParty refreshing = ours(metadata);
        String refreshToken = refreshing.signInAndRedeem(new Browser(), "lin").path("refresh_token");
        refreshing.refresh(refreshToken).then().statusCode(200);
    }

    @Test
    void aDeviceThatRegisteredNoCodesGetsNone() {
        Response device = register(
                token(),
                Map.of(
                        "application_type", "native",
                        "token_endpoint_auth_method", "none",
                        "client_name", "Television",
                        "redirect_uris", List.of("com.example.app:/callback"),
                        "grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code")));
        RelyingParty party = new RelyingParty(device.path("client_id"), null, "com.example.app:/callback");
        String answer = new Browser().get(party.journey().url()).location();
        assertEquals("unauthorized_client", RelyingParty.parameter(answer, "error"));
    }

    private RelyingParty ours(Map<String, Object> metadata) {
        Response registered = register(token(Map.of("name", "ours", "isFirstParty", true)), metadata);
        return new RelyingParty(registered.path("client_id"), registered.path("client_secret"), CALLBACK);
    }

    @Test
    void publicApplicationsGetNoSecret() {
        Map<String, Object> metadata = Map.of(
                "redirect_uris",
                List.of("com.example.app:/callback", "http://127.0.0.1/callback"),
                "application_type",
                "native",
                "token_endpoint_auth_method",
                "none",
                "grant_types",
                List.of("authorization_code", "refresh_token"));
        Response answer = register(token(), metadata);
        answer.then().statusCode(201).body("client_secret", nullValue()).body("client_secret_expires_at", nullValue());
        assertEquals("Native", application(answer.path("client_id")).path("type"));
        Response page =
                register(token(), Map.of("redirect_uris", List.of(CALLBACK), "token_endpoint_auth_method", "none"));
        assertEquals("SPA", application(page.path("client_id")).path("type"));
    }

    @Test
    void aDeviceMayRegister() {
        Response device = register(
                token(),
                Map.of(
                        "application_type", "native",
                        "token_endpoint_auth_method", "none",
                        "client_name", "Television",
                        "grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code")));
        device.then().statusCode(201);
        new RelyingParty(device.path("client_id"), null, null)
                .authenticated()
                .formParam("scope", "openid")
                .post("/oidc/device/auth")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAddressesThatCannotBeReturnedTo() {
        for (String uri : List.of(
                "https://app.example.com/callback#fragment",
                "javascript:alert(1)",
                "/callback",
                "https://app.example.com/*",
                "com.example.app:/callback",
                "https://app.example.com/callback?code=1")) {
            isRefused(with("redirect_uris", List.of(uri)), "invalid_redirect_uri");
        }
        isRefused(with("redirect_uris", List.of()), "invalid_redirect_uri");
        isRefused(with("redirect_uris", null), "invalid_redirect_uri");
        isRefused(with("redirect_uris", Collections.nCopies(101, CALLBACK)), "invalid_redirect_uri");
    }

    /// Before anybody reads a name out of it.
    @Test
    void refusesAddressesThatAreNone() {
        Response registered = register(token(), web());
        for (String uri : List.of(
                "https://app.example.com/a b",
                "https://x/%zz",
                "com.example.app:",
                "https://[::1",
                "https:app",
                "\\",
                "",
                "x".repeat(3000),
                "http://alipay_simulator:8080/")) {
            isRefused(with("redirect_uris", List.of(uri)), "invalid_redirect_uri");
            Map<String, Object> change = new HashMap<>(with("redirect_uris", List.of(uri)));
            change.put("client_id", registered.path("client_id"));
            own(registered)
                    .body(change)
                    .put(uri(registered))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_redirect_uri"));
        }
    }

    /// Whatever is sent, in whichever field: it is registered or refused, and never a fault.
    @Test
    void nothingThatIsSentIsAFault() {
        String token = token(Map.of("name", "fuzz", "maxUses", 1000));
        List<Object> values = new ArrayList<>(List.of(
                "",
                " ",
                "\u0000",
                "\ud800",
                "%zz",
                "a b",
                "://",
                "https://",
                "http://[",
                "urn:x",
                "com.example.app:",
                "x".repeat(5000),
                -1,
                1.5e300,
                true,
                List.of(),
                List.of(List.of()),
                List.of(1),
                List.of("https://[::1"),
                Map.of(),
                Map.of("keys", "x"),
                Map.of("keys", List.of(1, Map.of("kty", 7))),
                "authorization_code",
                "none"));
        values.add(null);
        values.add(Collections.singletonList(null));
        for (String field : FIELDS) {
            for (Object value : values) {
                Map<String, Object> metadata = new HashMap<>(web());
                metadata.put(field, value);
                int status = register(token, metadata).statusCode();
                assertTrue(status == 201 || status == 400, () -> field + " = " + value + " is answered by " + status);
            }
        }
    }

    @Test
    void refusesWhatIsContradictoryOrNotOffered() {
        isRefused(with("initiate_login_uri", "http://app.example.com/login"), "invalid_client_metadata");
        isRefused(with("initiate_login_uri", "https://app.example.com/login#x"), "invalid_client_metadata");
        isRefused(with("grant_types", List.of("implicit")), "invalid_client_metadata");
        isRefused(with("grant_types", List.of("client_credentials")), "invalid_client_metadata");
        isRefused(with("grant_types", List.of("refresh_token")), "invalid_client_metadata");
        isRefused(with("response_types", List.of("id_token")), "invalid_client_metadata");
        isRefused(with("application_type", "gadget"), "invalid_client_metadata");
        isRefused(with("token_endpoint_auth_method", "client_secret_jwt"), "invalid_client_metadata");
        isRefused(with("token_endpoint_auth_method", "private_key_jwt"), "invalid_client_metadata");
        isRefused(with("subject_type", "pairwise"), "invalid_client_metadata");
        isRefused(with("id_token_signed_response_alg", "none"), "invalid_client_metadata");
        isRefused(with("userinfo_signed_response_alg", "HS256"), "invalid_client_metadata");
        isRefused(with("logo_uri", "javascript:alert(1)"), "invalid_client_metadata");
        isRefused(with("policy_uri", "data:text/html,x"), "invalid_client_metadata");
        isRefused(with("contacts", "not a list"), "invalid_client_metadata");
        isRefused(with("client_name", "x".repeat(257)), "invalid_client_metadata");
        isRefused(with("client_name", "a\u0000b"), "invalid_client_metadata");
        isRefused(with("jwks", Map.of("keys", List.of())), "invalid_client_metadata");
        Map<String, Object> both = new HashMap<>(with("jwks_uri", "https://app.example.com/jwks"));
        both.put("jwks", Map.of("keys", List.of()));
        isRefused(both, "invalid_client_metadata");
    }

    @Test
    void refusesABodyThatIsNoObject() {
        for (String body : List.of("", "[]", "null", "{", "\"x\"", "{\"redirect_uris\": 1}")) {
            given().auth()
                    .oauth2(token())
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/oidc/register")
                    .then()
                    .statusCode(400);
        }
        given().auth()
                .oauth2(token())
                .contentType(ContentType.JSON)
                .body("{\"client_name\": \"" + "x".repeat(70_000) + "\"}")
                .post("/oidc/register")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().auth()
                .oauth2(token())
                .formParam("redirect_uris", CALLBACK)
                .post("/oidc/register")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void onlyAnInitialAccessTokenOpensTheDoor() {
        given().contentType(ContentType.JSON)
                .body(web())
                .post("/oidc/register")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token"));
        register("unknown", web()).then().statusCode(401).body("error", equalTo("invalid_token"));
        String token = token();
        register(token, web()).then().statusCode(201);
        register(token, web()).then().statusCode(401);
    }

    @Test
    void aTokenIsGoodForSoManyRegistrationsAndNoMoreAtOnce() {
        String token = token(Map.of("name", "three", "maxUses", 3));
        List<Integer> statuses = Parallel.run(6, () -> register(token, web()).statusCode());
        assertEquals(3, Collections.frequency(statuses, 201));
        assertEquals(3, Collections.frequency(statuses, 401));
    }

    @Test
    void aRegistrationThatIsRefusedSpendsNothing() {
        String token = token();
        register(token, with("redirect_uris", List.of())).then().statusCode(400);
        register(token, web()).then().statusCode(201);
    }

    @Test
    void aTokenEndsAndCanBeTakenBack() {
        String token = token();
        database.update("update initial_access_tokens set expires_at = now() where hash = sha256(?)", token.getBytes());
        register(token, web()).then().statusCode(401);
        Response made = make(Map.of("name", "taken back"));
        String path = "/api/initial-access-tokens/" + made.path("id");
        scene.admin().request().delete(path).then().statusCode(204);
        scene.admin().request().delete(path).then().statusCode(404);
        register(made.path("value"), web()).then().statusCode(401);
    }

    @Test
    void tokensAreListedWithoutTheirValues() {
        Response made = make(Map.of("name", "listed", "maxUses", 5));
        made.then().statusCode(201).body("maxUses", equalTo(5)).body("uses", equalTo(0));
        Response list = scene.admin().request().get("/api/initial-access-tokens");
        list.then().statusCode(200).body("name", hasItem("listed"));
        assertFalse(list.asString().contains(made.path("value")));
        scene.admin()
                .request()
                .body(Map.of("name", "late", "expiresAt", 1))
                .post("/api/initial-access-tokens")
                .then()
                .statusCode(400);
        scene.admin()
                .request()
                .body(Map.of())
                .post("/api/initial-access-tokens")
                .then()
                .statusCode(400);
        given().get("/api/initial-access-tokens").then().statusCode(401);
    }

    @Test
    void anApplicationChangesWhatItRegistered() {
        Response answer = register(token(), with("client_name", "Before"));
        Map<String, Object> change = new HashMap<>(web());
        change.put("client_id", answer.path("client_id"));
        change.put("client_secret", answer.path("client_secret"));
        change.put("client_name", "After");
        change.put("redirect_uris", List.of("https://app.example.com/other"));
        own(answer).body(change).put(uri(answer)).then().statusCode(200).body("client_name", equalTo("After"));
        own(answer)
                .get(uri(answer))
                .then()
                .body("redirect_uris", equalTo(List.of("https://app.example.com/other")))
                .body("client_secret", equalTo(answer.path("client_secret")));
        assertEquals("After", application(answer.path("client_id")).path("name"));
    }

    @Test
    void whatAdministratorsSetOutlivesAChange() {
        Response answer = register(token(), web());
        scene.admin()
                .request()
                .body(Map.of("customClientMetadata", Map.of("accessTokenTtl", 60)))
                .patch("/api/applications/" + answer.path("client_id"))
                .then()
                .statusCode(200);
        Map<String, Object> change = new HashMap<>(with("id_token_signed_response_alg", "ES256"));
        change.put("client_id", answer.path("client_id"));
        own(answer).body(change).put(uri(answer)).then().statusCode(200);
        application(answer.path("client_id"))
                .then()
                .body("customClientMetadata.accessTokenTtl", equalTo(60))
                .body("customClientMetadata.idTokenSignedResponseAlg", equalTo("ES256"))
                .body("isThirdParty", equalTo(true));
    }

    @Test
    void whatAnAdministratorTookAwayIsNotShownAndDoesNotComeBack() {
        String other = "https://app.example.com/other";
        Response answer = register(token(), with("redirect_uris", List.of(CALLBACK, other)));
        patch(
                answer,
                Map.of(
                        "name", "Renamed",
                        "oidcClientMetadata", Map.of("redirectUris", List.of(CALLBACK)),
                        "customClientMetadata",
                                Map.of(
                                        "dpopBoundAccessTokens",
                                        true,
                                        "idTokenSignedResponseAlg",
                                        "ES256",
                                        "grantTypes",
                                        List.of("authorization_code"))));
        ValidatableResponse read = own(answer).get(uri(answer)).then().statusCode(200);
        isAsTheAdministratorLeftIt(read);

        Map<String, Object> change = new HashMap<>(with("redirect_uris", List.of(CALLBACK, other)));
        change.put("client_id", answer.path("client_id"));
        change.put("logo_uri", "https://app.example.com/logo.png");
        change.put("id_token_signed_response_alg", "RS256");
        for (int i = 0; i < 2; i++) { // the second time it is no news
            isAsTheAdministratorLeftIt(
                    own(answer).body(change).put(uri(answer)).then().statusCode(200));
        }
        application(answer.path("client_id"))
                .then()
                .body("name", equalTo("Renamed"))
                .body("oidcClientMetadata.redirectUris", equalTo(List.of(CALLBACK)))
                .body("oidcClientMetadata.logoUri", equalTo("https://app.example.com/logo.png"))
                .body("customClientMetadata.dpopBoundAccessTokens", equalTo(true))
                .body("customClientMetadata.idTokenSignedResponseAlg", equalTo("ES256"));
    }

    private static void isAsTheAdministratorLeftIt(ValidatableResponse answer) {
        answer.body("redirect_uris", equalTo(List.of(CALLBACK)))
                .body("client_name", equalTo("Renamed"))
                .body("dpop_bound_access_tokens", equalTo(true))
                .body("id_token_signed_response_alg", equalTo("ES256"))
                .body("grant_types", equalTo(List.of("authorization_code")));
    }

    /// What it has itself registered, it may leave out again.
    @Test
    void whatAnAdministratorAddedStaysWithoutBeingNamed() {
        String added = "https://app.example.com/added";
        Response answer = register(token(), with("logo_uri", "https://app.example.com/logo.png"));
        patch(answer, Map.of("oidcClientMetadata", Map.of("redirectUris", List.of(CALLBACK, added))));
        Map<String, Object> change = new HashMap<>(with("redirect_uris", List.of("https://app.example.com/own")));
        change.put("client_id", answer.path("client_id"));
        own(answer)
                .body(change)
                .put(uri(answer))
                .then()
                .statusCode(200)
                .body("redirect_uris", equalTo(List.of("https://app.example.com/own", added)))
                .body("$", not(hasKey("dpop_bound_access_tokens")));
    }

    @Test
    void whoGoesBackFromAKeyToASecretGetsOne() {
        Map<String, Object> keys = new HashMap<>(with("token_endpoint_auth_method", "private_key_jwt"));
        keys.put("jwks", ClientAssertion.jwks(DpopKey.make()));
        Response answer = register(token(), keys);
        answer.then().statusCode(201).body("client_secret", nullValue());
        Map<String, Object> change = new HashMap<>(web());
        change.put("client_id", answer.path("client_id"));
        String secret = own(answer)
                .body(change)
                .put(uri(answer))
                .then()
                .statusCode(200)
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"))
                .body("client_secret", notNullValue())
                .body("client_secret_expires_at", equalTo(0))
                .extract()
                .path("client_secret");
        new RelyingParty(answer.path("client_id"), secret, null)
                .refresh("unknown")
                .then()
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void showsTheYoungestSecretThatIsGood() {
        Response answer = register(token(), web());
        String path = "/api/applications/" + answer.path("client_id") + "/secrets";
        String newer = scene.admin()
                .request()
                .body(Map.of("name", "newer"))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("value");
        own(answer).get(uri(answer)).then().body("client_secret", equalTo(newer));
        database.update(
                "update application_secrets set expires_at = now() where name = 'newer' and application_id = ?",
                answer.<String>path("client_id"));
        own(answer).get(uri(answer)).then().body("client_secret", equalTo(answer.path("client_secret")));
    }

    private void patch(Response registered, Map<String, Object> change) {
        scene.admin()
                .request()
                .body(change)
                .patch("/api/applications/" + registered.path("client_id"))
                .then()
                .statusCode(200);
    }

    @Test
    void refusesChangesOfWhatIsOurs() {
        Response answer = register(token(), web());
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("client_id", "another"),
                Map.of("client_id", answer.path("client_id"), "client_secret", "chosen"),
                Map.of("client_id", answer.path("client_id"), "registration_access_token", "x"),
                Map.of("client_id", answer.path("client_id"), "token_endpoint_auth_method", "none"))) {
            Map<String, Object> change = new HashMap<>(web());
            change.putAll(wrong);
            own(answer)
                    .body(change)
                    .put(uri(answer))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_client_metadata"));
        }
        own(answer).get(uri(answer)).then().body("redirect_uris", equalTo(List.of(CALLBACK)));
    }

    @Test
    void anApplicationTakesItselfAway() {
        Response answer = register(token(), web());
        own(answer).delete(uri(answer)).then().statusCode(204);
        own(answer).get(uri(answer)).then().statusCode(401).body("error", equalTo("invalid_token"));
        application(answer.path("client_id")).then().statusCode(404);
    }

    @Test
    void nobodyElseReadsChangesOrDeletesIt() {
        Response answer = register(token(), web());
        Response other = register(token(), web());
        for (String token :
                List.of(other.<String>path("registration_access_token"), "x", answer.path("client_secret"))) {
            RequestSpecification stranger =
                    given().auth().oauth2(token).contentType(ContentType.JSON).body(web());
            stranger.get(uri(answer)).then().statusCode(401).body("client_secret", nullValue());
            stranger.put(uri(answer)).then().statusCode(401);
            stranger.delete(uri(answer)).then().statusCode(401);
        }
        given().get(uri(answer)).then().statusCode(401);
        own(answer).get("/oidc/register/unknown").then().statusCode(401);
        own(answer).get("/oidc/register/%00").then().statusCode(not(equalTo(500)));
        own(answer).get(uri(answer)).then().statusCode(200);
    }

    @Test
    void tokensAreKeptByHash() {
        Response answer = register(token(), web());
        List<String> rows =
                database.list("select registrations::text as row from registrations", row -> row.text("row"));
        assertTrue(rows.stream().noneMatch(row -> row.contains(answer.path("registration_access_token"))));
    }

    private Map<String, Object> web() {
        return Map.of("redirect_uris", List.of(CALLBACK));
    }

    private Map<String, Object> with(String name, Object value) {
        Map<String, Object> metadata = new HashMap<>(web());
        metadata.put(name, value);
        return metadata;
    }

    private String token() {
        return token(Map.of("name", "one"));
    }

    private String token(Map<String, Object> wanted) {
        return make(wanted).path("value");
    }

    private Response make(Map<String, Object> wanted) {
        return scene.admin().request().body(wanted).post("/api/initial-access-tokens");
    }

    private static Response register(String token, Map<String, Object> metadata) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(metadata)
                .post("/oidc/register");
    }

    private static RequestSpecification own(Response registered) {
        return given().auth()
                .oauth2(registered.<String>path("registration_access_token"))
                .contentType(ContentType.JSON);
    }

    private static String uri(Response registered) {
        return registered.path("registration_client_uri");
    }

    private Response application(String id) {
        return scene.admin().request().get("/api/applications/" + id);
    }

    private void isRefused(Map<String, Object> metadata, String error) {
        register(token(), metadata)
                .then()
                .statusCode(400)
                .body("error", equalTo(error))
                .body("error_description", notNullValue());
    }
}
