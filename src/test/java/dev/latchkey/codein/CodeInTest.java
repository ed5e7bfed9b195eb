package dev.latchkey.codein;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An app that already holds a provider's code signs the person in with it (RFC 8693).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeInTest {
    private static final String TYPE = "urn:latchkey:token-type:social-auth-code";

    @Inject
    Database database;

    private Scene scene;
    private RelyingParty app;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        app = trading();
    }

    @BeforeEach
    void alipayBehaves() {
        scene.alipay().reset();
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("pid", "2088000000000000"));
    }

    @AfterAll
    void close() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.close();
    }

    @Test
    void aCodeIsTradedForTokens() {
        Response tokens = trade(app, code("lin"), Map.of("scope", "openid profile offline_access"));
        tokens.then()
                .statusCode(200)
                .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:access_token"))
                .body("token_type", equalTo("Bearer"))
                .body("refresh_token", notNullValue());
        Jwt idToken = Jwt.of(tokens.path("id_token"));
        assertEquals("ext", idToken.claims().path("amr").path(0).asText());
        given().auth()
                .preemptive()
                .oauth2(tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("林小雨🌧"));
        app.refresh(tokens.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void itIsTheSamePersonAsOnThePage() {
        String onPage = subject(app.signInAndRedeem(new Browser(), "wei"));
        assertEquals(onPage, subject(trade(app, code("wei"), Map.of("scope", "openid"))));
        assertNotEquals(onPage, subject(trade(app, code("aisha"), Map.of("scope", "openid"))));
    }

    @Test
    void aServerOfAMiniProgramTradesForIt() {
        RelyingParty server = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("https://mini.example.com/callback")),
                        Map.of("allowTokenExchange", true));
        trade(server, code("lin"), Map.of("scope", "openid")).then().statusCode(200);
        RelyingParty liar = new RelyingParty(server.id(), "wrong", server.redirectUri());
        trade(liar, code("lin"), Map.of()).then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    @Test
    void theWebConnectorTakesCodesOfItsAppToo() {
        trade(app, code("lin"), Map.of("connector_id", Admin.ALIPAY, "scope", "openid"))
                .then()
                .statusCode(200);
    }

    @Test
    void whatItBeganMovesWithTheIdentityWhenAMistakenLinkIsTakenBack() {
        String owner = newcomer();
        scene.admin()
                .request()
                .body(Map.of("userId", alipayId("aisha")))
                .put("/api/users/" + owner + "/identities/alipay")
                .then()
                .statusCode(201);
        Response tokens = trade(app, code("aisha"), Map.of("scope", "openid offline_access"));
        assertEquals(owner, subject(tokens));

        String made = scene.admin()
                .request()
                .post("/api/users/" + owner + "/identities/alipay/split")
                .then()
                .statusCode(200)
                .extract()
                .path("userId");

        assertEquals(made, subject(app.refresh(tokens.path("refresh_token"))));
        assertEquals(made, subject(trade(app, code("aisha"), Map.of("scope", "openid"))));
    }

    /// With another way in.
    private String newcomer() {
        return scene.admin()
                .request()
                .body(Map.of("username", "split_" + System.nanoTime(), "password", "bicycle under the plum tree"))
                .post("/api/users")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    /// Nobody has it afterwards.
    private String alipayId(String person) {
        String before = subject(trade(app, code(person), Map.of("scope", "openid")));
        String key = database.find(
                        "select provider_user_id from user_identities where target = 'alipay' and user_id = ?",
                        row -> row.text("provider_user_id"),
                        before)
                .orElseThrow();
        scene.admin().request().delete("/api/users/" + before).then().statusCode(204);
        return key;
    }

    // --- Refusals ------------------------------------------------------------------------------------

    @Test
    void aCodeIsTriedOnce() {
        String code = code("lin");
        trade(app, code, Map.of()).then().statusCode(200);
        trade(app, code, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", startsWith("subject_token was used already"));
        assertEquals(2, scene.alipay().calls().size());
    }

    @Test
    void aCodeOfTheFullSdkIsTriedOnceForEver() {
        String code = code("lin");
        RelyingParty passing = trading();
        trade(passing, code, Map.of()).then().statusCode(200);

        daysPass(31);
        wasUsed(trade(app, code, Map.of()));
        wasUsed(trade(app, code, Map.of("connector_id", Admin.ALIPAY)));
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("pid", "2088000000000000"));
        scene.admin()
                .request()
                .delete("/api/applications/" + passing.id())
                .then()
                .statusCode(204);
        wasUsed(trade(app, code, Map.of()));
    }

    @Test
    void whereNoCodeLastsItIsForgottenAfterAMonth() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
        String code = code("lin");
        trade(app, code, Map.of()).then().statusCode(200);
        wasUsed(trade(app, code, Map.of()));

        daysPass(31);

        trade(app, code, Map.of())
                .then()
                .statusCode(400)
                .body("error_description", startsWith("the provider does not accept subject_token"));
    }

    private static void wasUsed(Response answer) {
        answer.then().statusCode(400).body("error_description", startsWith("subject_token was used already"));
    }

    /// As the purge does it.
    private void daysPass(int days) {
        database.update("delete from brought_codes where expires_at < now() + make_interval(days => ?)", days);
    }

    @Test
    void whoSendsManyWrongCodesIsStoppedBeforeAlipayIsAsked() {
        RelyingParty guessing = trading();
        for (int i = 0; i < CodeBrake.OF_APPLICATION; i++) {
            trade(guessing, "guess-" + i, Map.of()).then().statusCode(400);
        }
        int asked = scene.alipay().calls().size();

        trade(guessing, code("lin"), Map.of())
                .then()
                .statusCode(503)
                .header("Retry-After", "60")
                .body("error", equalTo("temporarily_unavailable"));

        assertEquals(asked, scene.alipay().calls().size());
        trade(app, code("lin"), Map.of()).then().statusCode(200);
    }

    @Test
    void aSuccessAndARefusalAreRecordedOnceEach() {
        RelyingParty own = trading();
        String code = code("lin");
        trade(own, code, Map.of()).then().statusCode(200);
        trade(own, code, Map.of()).then().statusCode(400);

        assertEquals(List.of("Error", "Success"), database.list("""
                        select result from audit_events
                        where key = 'ExchangeTokenBy.TokenExchange' and application_id = ? order by result""", row -> row.text("result"), own.id()));
    }

    @Test
    void aRequestThatIsNotInOrderSpendsNoCode() {
        String code = code("lin");
        String actor = trade(app, code("lin"), Map.of("scope", "openid")).path("access_token");
        trade(
                        app,
                        code,
                        Map.of(
                                "actor_token",
                                actor,
                                "actor_token_type",
                                "urn:ietf:params:oauth:token-type:access_token"))
                .then()
                .statusCode(400);

        trade(app, code, Map.of()).then().statusCode(200);
    }

    @Test
    void ofManyAtOnceOneWins() {
        String code = code("lin");
        List<Integer> statuses =
                Parallel.run(10, () -> trade(app, code, Map.of()).statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(2, scene.alipay().calls().size());
    }

    @Test
    void aCodeThatAlipayRefusedIsNotTriedAgain() {
        scene.alipay().play(Rule.on(Call.TOKEN), Scenario.Refusal.of("40002", "isv.code-invalid"));
        String code = code("lin");
        trade(app, code, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body(
                        "error_description",
                        matchesPattern("the provider does not accept subject_token; support code [2-9A-Z]{8}"));
        scene.alipay().reset();
        trade(app, code, Map.of()).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "40002, isv.invalid-signature, 400, invalid_request, the provider does not accept the connector's settings",
        "20000, isp.unknow-error, 503, temporarily_unavailable, the provider does not answer"
    })
    void tellsWhoseMoveItIs(String code, String subCode, int status, String error, String description) {
        scene.alipay().play(Rule.on(Call.TOKEN), Scenario.Refusal.of(code, subCode));
        Response refusal = trade(app, code("lin"), Map.of());
        refusal.then()
                .statusCode(status)
                .body("error", equalTo(error))
                .body("error_description", startsWith(description));
        String said = refusal.path("error_description");
        String support = said.substring(said.length() - 8);
        assertTrue(
                database.find(
                                "select payload::text as text from audit_events where support_id = ?",
                                row -> row.text("text"),
                                support)
                        .orElseThrow()
                        .contains(subCode),
                "the cause is in the log");
    }

    /// As one of a sign-in on our pages does.
    @Test
    void aFailureTellsItsStepsAndWhoCanFixIt() {
        scene.alipay().play(Rule.on(Call.TOKEN), Scenario.Refusal.of("40002", "isv.invalid-signature"));
        String code = code("lin");
        recordOf(trade(app, code, Map.of()))
                .body("[0].payload.error", equalTo("PROVIDER_MISCONFIGURED"))
                .body("[0].payload.code", equalTo("connector.misconfigured"))
                .body("[0].payload.whoCanFix", equalTo("ADMINISTRATOR"))
                .body("[0].payload.cause.code", equalTo("signature"))
                .body("[0].payload.fix.who", equalTo("administrator"))
                .body("[0].payload.where.page", equalTo("signing"))
                .body("[0].payload.ip", equalTo("127.0.0.1"))
                .body("[0].payload.data.cause", nullValue())
                .body("[0].payload.timeline.step", contains("cameBack", "askedProvider", "refused"))
                .body("[0].payload.timeline[1].method", equalTo("alipay.system.oauth.token"));

        recordOf(trade(app, code, Map.of()))
                .body("[0].payload.whoCanFix", equalTo("DEVELOPER"))
                .body("[0].payload.ip", equalTo("127.0.0.1"))
                .body("[0].payload.timeline.step", contains("cameBack", "refused"));
    }

    private ValidatableResponse recordOf(Response refusal) {
        String said = refusal.path("error_description");
        return scene.admin()
                .request()
                .get("/api/logs?supportId=" + said.substring(said.length() - 8))
                .then()
                .body("$", hasSize(1))
                .body("[0].payload.applicationId", equalTo(app.id()));
    }

    @Test
    void onlyApplicationsThatMayExchangeTokens() {
        trade(scene.app(), code("lin"), Map.of()).then().statusCode(400).body("error", equalTo("unauthorized_client"));
        assertEquals(List.of(), scene.alipay().calls());
    }

    @Test
    void theConnectorHasToBeNamedAndOffered() {
        trade(app, code("lin"), Map.of("connector_id", ""))
                .then()
                .statusCode(400)
                .body("error_description", containsString("connector_id"));
        trade(app, code("lin"), Map.of("connector_id", "nobody"))
                .then()
                .statusCode(400)
                .body("error_description", equalTo("connector_id is not one that people can sign in by"));
        scene.admin().experience(Map.of("socialSignInConnectorTargets", List.of()));
        trade(app, code("lin"), Map.of())
                .then()
                .statusCode(400)
                .body("error_description", equalTo("connector_id is not one that people can sign in by"));
        assertEquals(List.of(), scene.alipay().calls());
    }

    @Test
    void aConnectorMayTakeNoCodes() {
        String other = TestConnectors.createOf(TestProvider.WEB);
        try {
            scene.admin().experience(Map.of("socialSignInConnectorTargets", List.of("alipay", TestProvider.TARGET)));
            trade(app, "is:somebody", Map.of("connector_id", other))
                    .then()
                    .statusCode(400)
                    .body("error_description", equalTo("this connector takes no codes from apps"));
        } finally {
            TestConnectors.removeAll();
        }
    }

    @Test
    void aCodeOfAnotherAlipayAppIsRefused() {
        String foreign = scene.alipay().issueCode("2021999999999999", "lin", "auth_user");
        trade(app, foreign, Map.of()).then().statusCode(400);
    }

    @Test
    void aCodeHasToBeThereAndShort() {
        trade(app, "", Map.of()).then().statusCode(400).body("error", equalTo("invalid_request"));
        trade(app, "x".repeat(513), Map.of())
                .then()
                .statusCode(400)
                .body("error_description", equalTo("subject_token is longer than 512 characters"));
    }

    @Test
    void whoIsSuspendedGetsNothing() {
        String userId = subject(trade(app, code("noname"), Map.of("scope", "openid")));
        suspend(userId, true);
        trade(app, code("noname"), Map.of())
                .then()
                .statusCode(400)
                .body("error_description", startsWith("the account of this person is suspended"));
        suspend(userId, false);
    }

    @Test
    void nobodyNewGetsInWhereThePageLetsNobodyNewIn() {
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
        scene.admin().experience(Map.of("signInMode", "SignIn"));
        trade(app, code("aisha"), Map.of())
                .then()
                .statusCode(400)
                .body("error_description", startsWith("this person has no account"));
        scene.admin().socialOnly();
        trade(app, code("aisha"), Map.of()).then().statusCode(200);
    }

    // --- Alipay's full SDK ---------------------------------------------------------------------------

    @Test
    void anAppGetsWhatItGivesToTheFullSdk() {
        Response one = sdkRequest(app, Admin.ALIPAY_NATIVE);
        one.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("connector_id", equalTo(Admin.ALIPAY_NATIVE))
                .body(
                        "request",
                        startsWith("apiname=com.alipay.account.auth&app_id=9021000000000001&app_name=mc"
                                + "&auth_type=AUTHACCOUNT&biz_type=openservice&method=alipay.open.auth.sdk.code.get"
                                + "&pid=2088000000000000&product_id=APP_FAST_LOGIN&scope=kuaijie&sign_type=RSA2"
                                + "&target_id=" + one.path("request_id") + "&sign="))
                .body("privateKey", nullValue());
        assertNotEquals(
                one.<String>path("request_id"),
                sdkRequest(app, Admin.ALIPAY_NATIVE).path("request_id"));
    }

    @Test
    void othersDoNot() {
        sdkRequest(scene.app(), Admin.ALIPAY_NATIVE)
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        sdkRequest(app, "nobody").then().statusCode(400).body("error", equalTo("invalid_request"));
        sdkRequest(app, Admin.ALIPAY)
                .then()
                .statusCode(400)
                .body("error_description", equalTo("this connector is not set up for the provider's full SDK"));
        given().formParam("connector_id", Admin.ALIPAY_NATIVE)
                .post("/oidc/social/sdk-request")
                .then()
                .statusCode(401);
        assertFalse(sdkRequest(app, "nobody").asString().contains("sign="));
    }

    // -------------------------------------------------------------------------------------------------

    private RelyingParty trading() {
        return scene.admin()
                .application(
                        "Native",
                        Map.of("redirectUris", List.of("com.example.app://callback")),
                        Map.of("allowTokenExchange", true));
    }

    private static Response trade(RelyingParty application, String code, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                code,
                "subject_token_type",
                TYPE,
                "connector_id",
                Admin.ALIPAY_NATIVE));
        form.putAll(more);
        return application.token(form);
    }

    private static Response sdkRequest(RelyingParty application, String connectorId) {
        return application
                .authenticated()
                .formParam("connector_id", connectorId)
                .post("/oidc/social/sdk-request");
    }

    private String code(String person) {
        return scene.alipay().issueCode(scene.alipay().defaultApp().appId(), person, "auth_user");
    }

    private void suspend(String userId, boolean suspended) {
        scene.admin()
                .request()
                .body(Map.of("isSuspended", suspended))
                .patch("/api/users/" + userId + "/is-suspended")
                .then()
                .statusCode(200);
    }

    private static String subject(Response tokens) {
        return Jwt.of(tokens.then().statusCode(200).extract().path("id_token"))
                .claims()
                .path("sub")
                .asText();
    }
}
