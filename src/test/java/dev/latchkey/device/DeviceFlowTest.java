package dev.latchkey.device;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 8628: signing in on a device that has no browser.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceFlowTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty television;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        television = scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void nobodyHasGuessed() {
        database.update("delete from device_guesses");
    }

    @Test
    void tellsADeviceWhatToShow() {
        begin("openid")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("device_code", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("user_code", matchesPattern("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"))
                .body("verification_uri", equalTo(endpoint() + "/oidc/device"))
                .body("verification_uri_complete", matchesPattern(".*/oidc/device\\?user_code=[A-Z]{4}-[A-Z]{4}"))
                .body("expires_in", equalTo(600))
                .body("interval", equalTo(5));
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("device_authorization_endpoint", equalTo(endpoint() + "/oidc/device/auth"))
                .body("grant_types_supported.contains('" + GRANT + "')", equalTo(true));
    }

    @Test
    void somebodySignsInElsewhereAndTheDeviceGoesOn() {
        Response device = begin("openid profile offline_access");
        isRefused(poll(device), "authorization_pending");
        Browser phone = new Browser();
        Browser.Answer question = signInTo(phone, device, "lin");
        assertTrue(question.body().contains(device.<String>path("user_code")), question.body());
        assertTrue(question.body().contains("Bookstore"));
        assertTrue(question.body().contains("See your name"));
        Browser.Answer done = answer(phone, question, "allow");
        assertTrue(done.body().contains("Your device is connected"), done.body());

        Response tokens = poll(device);
        tokens.then()
                .statusCode(200)
                .body("scope", equalTo("openid profile offline_access"))
                .body("refresh_token", notNullValue());
        Jwt idToken = Jwt.of(tokens.path("id_token"));
        assertEquals(television.id(), idToken.claims().get("aud").asText());
        assertEquals("ext", idToken.claims().at("/amr/0").asText());
        given().auth()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200);
        television.refresh(tokens.path("refresh_token")).then().statusCode(200);
        isRefused(poll(device), "invalid_grant");
    }

    @Test
    void whoeverIsSignedInIsAskedAtOnceButAlwaysAsked() {
        Browser phone = new Browser();
        answer(phone, signInTo(phone, begin("openid"), "lin"), "allow");
        Response device = begin("openid");
        Browser.Answer question =
                phone.get(enter(phone, device.path("user_code")).location());
        assertEquals(200, question.status());
        isRefused(poll(device), "authorization_pending");
        answer(phone, question, "deny");
        isRefused(poll(device), "access_denied");
    }

    @Test
    void theAddressWithTheCodeFillsTheFieldAndDecidesNothing() {
        Response device = begin("openid");
        Browser.Answer page = new Browser().get(device.path("verification_uri_complete"));
        assertTrue(page.body().contains("value=\"" + device.path("user_code") + "\""), page.body());
        isRefused(poll(device), "authorization_pending");
    }

    @Test
    void takesTheCodeInAnyCaseAndWithOrWithoutTheDash() {
        String code = begin("openid").path("user_code");
        for (String typed : List.of(code.toLowerCase(), code.replace("-", ""), " " + code.replace("-", " – ") + " ")) {
            assertEquals(303, enter(new Browser(), typed).status(), typed);
        }
        for (String typed : List.of("", "BCDF", "AEIO-UAEI", code + "B", "x".repeat(10_000), "%00")) {
            assertEquals(400, enter(new Browser(), typed).status(), typed);
        }
    }

    @Test
    void anAnswerFromElsewhereChangesNothing() {
        Response device = begin("openid");
        Browser phone = new Browser();
        Browser.Answer question = signInTo(phone, device, "lin");
        String action = endpoint() + question.action("/oidc/device/confirm");
        phone.post(action, Map.of("answer", "allow"));
        phone.post(action, Map.of("answer", "allow", "csrf", "x"));
        new Browser().post(action, Map.of("answer", "allow", "csrf", question.field("csrf")));
        isRefused(poll(device), "authorization_pending");
    }

    @Test
    void aSecondAnswerIsTooLate() {
        Response device = begin("openid");
        Browser phone = new Browser();
        Browser.Answer question = signInTo(phone, device, "lin");
        answer(phone, question, "deny");
        Browser.Answer again = answer(phone, question, "allow");
        assertEquals(400, again.status());
        assertTrue(again.body().contains("This code is over"));
        isRefused(poll(device), "access_denied");
    }

    @Test
    void aDeviceThatAsksTooOftenIsToldToSlowDown() {
        Response device = begin("openid");
        isRefused(poll(device), "authorization_pending");
        isRefused(pollAtOnce(device), "slow_down");
        rest(device, 6);
        isRefused(pollAtOnce(device), "slow_down"); // five seconds more are ten
        rest(device, 16);
        isRefused(pollAtOnce(device), "authorization_pending");
    }

    @Test
    void ofManyDevicesWithOneCodeOneGetsTheTokens() {
        Response device = begin("openid");
        Browser phone = new Browser();
        answer(phone, signInTo(phone, device, "lin"), "allow");
        List<Integer> statuses = Parallel.run(8, () -> pollAtOnce(device).statusCode());
        assertEquals(1, Collections.frequency(statuses, 200));
        assertEquals(7, Collections.frequency(statuses, 400));
    }

    @Test
    void aCodeEnds() {
        Response device = begin("openid");
        database.update(
                "update device_codes set expires_at = now() where hash = sha256(?)",
                device.<String>path("device_code").getBytes());
        isRefused(poll(device), "expired_token");
        assertEquals(400, enter(new Browser(), device.path("user_code")).status());
    }

    @Test
    void aCodeBelongsToItsApplication() {
        Response device = begin("openid");
        RelyingParty other = scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
        isRefused(token(other, device.path("device_code")), "invalid_grant");
        isRefused(token(television, "unknown"), "invalid_grant");
        isRefused(television.token(Map.of("grant_type", GRANT)), "invalid_request");
    }

    @Test
    void onlyApplicationsForDevicesMayBegin() {
        isRefused(scene.app().authenticated().post("/oidc/device/auth"), "unauthorized_client");
        isRefused(scene.web().authenticated().post("/oidc/device/auth"), "unauthorized_client");
        isRefused(token(scene.app(), "x"), "unauthorized_client");
        given().formParam("client_id", "unknown")
                .post("/oidc/device/auth")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        isRefused(
                television
                        .authenticated()
                        .formParam("resource", "https://unknown.example.com")
                        .post("/oidc/device/auth"),
                "invalid_target");
    }

    @Test
    void guessingIsStoppedForAllBeforeItIsWorthWhile() {
        String code = begin("openid").path("user_code");
        database.update("""
                insert into device_guesses (source_hash, failures, expires_at)
                values (sha256('all'), 999, now() + interval '5 minutes')""");
        Browser.Answer wrong = enter(new Browser(), "BBBB-BBBB");
        assertEquals(400, wrong.status());
        assertTrue(wrong.body().contains("No device shows this code"), wrong.body());
        Browser.Answer stopped = enter(new Browser(), code);
        assertEquals(429, stopped.status());
        assertTrue(stopped.body().contains("Too many attempts"), stopped.body());
        database.update("update device_guesses set expires_at = now()");
        assertEquals(303, enter(new Browser(), code).status());
    }

    @Test
    void codesAreKeptByHash() {
        Response device = begin("openid");
        String code = device.<String>path("user_code").replace("-", "");
        assertFalse(database.list("select device_codes::text as row from device_codes", row -> row.text("row")).stream()
                .anyMatch(row -> row.contains(code) || row.contains(device.<String>path("device_code"))));
    }

    @Test
    void theTokensAreBoundToTheKeyThatTheDeviceProves() {
        Response device = begin("openid offline_access");
        Browser phone = new Browser();
        answer(phone, signInTo(phone, device, "lin"), "allow");
        DpopKey key = DpopKey.make();
        Response tokens = television
                .authenticated()
                .header("DPoP", key.proof("POST", "/oidc/token").text())
                .formParam("grant_type", GRANT)
                .formParam("device_code", (String) device.path("device_code"))
                .post("/oidc/token");
        tokens.then().statusCode(200).body("token_type", equalTo("DPoP"));
        isRefused(television.refresh(tokens.path("refresh_token")), "invalid_grant");
    }

    @Test
    void aPersonWhoIsSuspendedMeanwhileGetsNothing() {
        Response device = begin("openid");
        Browser phone = new Browser();
        answer(phone, signInTo(phone, device, "wei"), "allow");
        String wei = Jwt.of(scene.app().signInAndRedeem(new Browser(), "wei").path("id_token"))
                .claims()
                .get("sub")
                .asText();
        suspend(wei, true);
        try {
            isRefused(poll(device), "invalid_grant");
        } finally {
            suspend(wei, false);
        }
    }

    @Test
    void oneCallTellsWhenTheDeviceWillBeSignedOutAndWhy() {
        RelyingParty own = scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
        Response device =
                own.authenticated().formParam("scope", "openid offline_access").post("/oidc/device/auth");
        Browser phone = new Browser();
        answer(phone, signInTo(phone, device, "lin"), "allow");
        Response tokens = token(own, device.path("device_code"));
        String lin = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
        String grant = scene.admin()
                .request()
                .get("/api/users/" + lin + "/grants?applicationId=" + own.id())
                .then()
                .body("grants", hasSize(1))
                .body("grants[0].signedOutAt", notNullValue())
                .body("grants[0].cause", equalTo("latchkey.token.refresh-token-lifetime"))
                .extract()
                .path("grants[0].id");
        scene.admin()
                .request()
                .delete("/api/users/" + lin + "/grants/" + grant)
                .then()
                .statusCode(204);
        isRefused(own.refresh(tokens.path("refresh_token")), "invalid_grant");
    }

    @Test
    void aThirdPartysDeviceHasNothingLeftWhenItsConsentIsRevoked() {
        RelyingParty partner = scene.admin()
                .application(Map.of(
                        "name",
                        "Partner",
                        "type",
                        "Native",
                        "isThirdParty",
                        true,
                        "oidcClientMetadata",
                        Map.of(),
                        "customClientMetadata",
                        Map.of("isDeviceFlow", true)));
        Response device = begin(partner, "openid offline_access");
        Browser phone = new Browser();
        answer(phone, signInTo(phone, device, "lin"), "allow");
        rest(device, 61);
        Response tokens = token(partner, device.path("device_code"));
        String userId = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();

        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/consents/" + partner.id())
                .then()
                .statusCode(204);

        isRefused(partner.refresh(tokens.path("refresh_token")), "invalid_grant");
    }

    @Test
    void aCodeThatWasSealedUnderAnotherSecretKeyIsUnknown() {
        Response device = begin("openid");
        database.update(
                "update device_codes set user_code_sealed = set_byte(user_code_sealed, 20, 255 - get_byte(user_code_sealed, 20)) where hash = sha256(?)",
                device.<String>path("device_code").getBytes());
        assertEquals(400, enter(new Browser(), device.path("user_code")).status());
    }

    private Response begin(String scope) {
        return begin(television, scope);
    }

    private static Response begin(RelyingParty by, String scope) {
        return by.authenticated().formParam("scope", scope).post("/oidc/device/auth");
    }

    private static Browser.Answer enter(Browser browser, String typed) {
        return browser.post(endpoint() + "/oidc/device", Map.of("user_code", typed));
    }

    /// Enters the code, signs in with Alipay, and ends at the question.
    private static Browser.Answer signInTo(Browser phone, Response device, String person) {
        Browser.Answer start =
                phone.follow(enter(phone, device.path("user_code")).location(), endpoint());
        assertTrue(start.uri().getPath().equals("/sign-in"), start.uri().toString());
        Browser.Answer toAlipay =
                phone.post(endpoint() + start.action("/sign-in/social/"), Map.of("csrf", start.field("csrf")));
        Browser.Answer back = phone.get(toAlipay.location() + "&person=" + person);
        Browser.Answer question = phone.follow(back.location(), endpoint());
        assertEquals("/oidc/device/confirm", question.uri().getPath());
        return question;
    }

    private static Browser.Answer answer(Browser phone, Browser.Answer question, String answer) {
        return phone.post(
                endpoint() + question.action("/oidc/device/confirm"),
                Map.of("csrf", question.field("csrf"), "answer", answer));
    }

    /// After a good while.
    private Response poll(Response device) {
        rest(device, 61);
        return pollAtOnce(device);
    }

    private Response pollAtOnce(Response device) {
        return token(television, device.path("device_code"));
    }

    private static Response token(RelyingParty by, String deviceCode) {
        return by.token(Map.of("grant_type", GRANT, "device_code", deviceCode));
    }

    private void rest(Response device, int seconds) {
        database.update(
                "update device_codes set polled_at = polled_at - make_interval(secs => ?) where hash = sha256(?)",
                seconds,
                device.<String>path("device_code").getBytes());
    }

    private void suspend(String id, boolean suspended) {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", suspended))
                .patch("/api/users/" + id + "/is-suspended")
                .then()
                .statusCode(200);
    }

    private static void isRefused(Response answer, String error) {
        answer.then().statusCode(400).body("error", equalTo(error)).body("access_token", nullValue());
    }
}
