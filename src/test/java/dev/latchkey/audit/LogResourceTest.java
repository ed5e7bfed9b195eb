package dev.latchkey.audit;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.LogCapture;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/logs`: what happened, for operators (reference section 9).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogResourceTest {
    private static final String SOCIAL = "Interaction.SignIn.Verification.Social.Submit";
    private static final Pattern SUPPORT_ID = Pattern.compile("\\b[2-9A-HJ-NP-Z]{8}\\b");

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @BeforeEach
    void alipayBehaves() {
        scene.alipay().reset();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aSignInIsOneEventAndItsBeginningAnother() {
        RelyingParty app = scene.admin().webApp();
        Response tokens = app.signInAndRedeem(new Browser(), "lin");
        String userId = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();

        logs(Map.of("applicationId", app.id()))
                .body("key", contains("Interaction.SignIn.Submit", "Interaction.SignIn.Create"))
                .body("[0].payload.result", equalTo("Success"))
                .body("[0].payload.key", equalTo("Interaction.SignIn.Submit"))
                .body("[0].payload.userId", equalTo(userId))
                .body("[0].payload.applicationId", equalTo(app.id()))
                .body("[0].payload.sessionId", notNullValue())
                .body("[0].payload.ip", equalTo("127.0.0.1"))
                .body("[0].payload.userAgent", containsString("Firefox"))
                .body("[0].payload.method", equalTo("ext"))
                .body("[1].createdAt", greaterThan(1_700_000_000_000L));
        logs(Map.of("userId", userId, "applicationId", app.id())).body("$", hasSize(1));
    }

    @Test
    void aFailedSignInTellsItsStepsAndWhoCanFixIt() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", "isv.invalid-signature"));
        String supportId = supportIdOn(comeBack(new Browser()));

        String id = logs(Map.of("supportId", supportId))
                .body("$", hasSize(1))
                .extract()
                .path("[0].id");
        scene.admin()
                .request()
                .get("/api/logs/{id}", id)
                .then()
                .statusCode(200)
                .body("key", equalTo(SOCIAL))
                .body("payload.result", equalTo("Error"))
                .body("payload.supportId", equalTo(supportId))
                .body("payload.applicationId", equalTo(scene.web().id()))
                .body("payload.connectorId", equalTo(Admin.ALIPAY))
                .body("payload.error", equalTo("PROVIDER_MISCONFIGURED"))
                .body("payload.code", equalTo("connector.misconfigured"))
                .body("payload.whoCanFix", equalTo("ADMINISTRATOR"))
                .body("payload.message", containsString("isv.invalid-signature"))
                .body("payload.data.sub_code", equalTo("isv.invalid-signature"))
                .body("payload.params.auth_code", equalTo("********"))
                .body("payload.params.state", equalTo("********"))
                .body(
                        "payload.timeline.step",
                        contains("began", "wentToProvider", "cameBack", "askedProvider", "refused"))
                .body("payload.timeline[3].method", equalTo("alipay.system.oauth.token"))
                .body("payload.timeline.at", everyItem(greaterThan(1_700_000_000_000L)));
    }

    @Test
    void aCodeThatIsRefusedIsThePersonsToMend() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", "isv.code-invalid"));
        logs(Map.of("supportId", supportIdOn(comeBack(new Browser()))))
                .body("[0].payload.whoCanFix", equalTo("PERSON"));
    }

    @Test
    void aProviderThatIsDownIsNobodysToMend() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), new Scenario.Status(503));
        logs(Map.of("supportId", supportIdOn(comeBack(new Browser()))))
                .body("[0].payload.whoCanFix", equalTo("PROVIDER"));
    }

    /// No refusal of Alipay's tells of these.
    @Test
    void aSetUpThatAlipayDoesNotComplainOfIsExplained() {
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Tampering.FLIPPED_SIGNATURE);
        logs(Map.of("supportId", supportIdOn(comeBack(new Browser()))))
                .body("[0].payload.cause.code", equalTo("answer.untrusted"))
                .body("[0].payload.fix.who", equalTo("administrator"))
                .body("[0].payload.whoCanFix", equalTo("ADMINISTRATOR"))
                .body("[0].payload.where.page", equalTo("signing"));

        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), new Scenario.Status(404));
        logs(Map.of("supportId", supportIdOn(comeBack(new Browser()))))
                .body("[0].payload.cause.code", equalTo("gateway.not_alipay"))
                .body("[0].payload.where.page", equalTo("sandbox"));

        Browser browser = new Browser();
        logs(Map.of("supportId", supportIdOn(browser.get(callback(browser).replaceAll("app_id=[0-9]+", "app_id=1")))))
                .body("[0].payload.cause.code", equalTo("callback.other_app"))
                .body("[0].payload.where.page", equalTo("app"));
    }

    @Test
    void whoeverComesBackInAnotherBrowserIsRecorded() {
        String elsewhere = supportIdOn(new Browser().get(callback(new Browser())));
        logs(Map.of("supportId", elsewhere))
                .body("[0].payload.error", equalTo("OTHER_BROWSER"))
                .body("[0].payload.timeline.step", contains("began", "wentToProvider", "cameBack", "refused"));
    }

    /// Anybody can send them: the person is told what to do, and the log stays as it is.
    @ParameterizedTest
    @ValueSource(strings = {"state=anything&auth_code=x", "auth_code=x", ""})
    void aCallbackThatBelongsToNoVisitLeavesNoRecord(String query) {
        for (String path : List.of("/callback/", "/callback/social/")) {
            long before = total();
            double counted = counted("no_visit");
            try (LogCapture log = LogCapture.start()) {
                Browser.Answer page = new Browser().get(endpoint() + path + Admin.ALIPAY + "?" + query);

                assertEquals(400, page.status());
                assertTrue(page.body().contains("This sign-in has expired"), page.body());
                assertFalse(page.body().contains("Support code"), page.body());
                assertFalse(log.text().contains(SOCIAL), log.text());
            }
            assertEquals(before, total());
            assertEquals(counted + 1, counted("no_visit"));
        }
    }

    @Test
    void anAnswerThatIsBroughtAgainAndAgainDoesNotFillTheRecord() {
        RelyingParty app = scene.admin().webApp();
        String callback = callback(new Browser(), app);
        for (int i = 0; i < 30; i++) {
            assertEquals(400, new Browser().get(callback).status());
        }
        logs(Map.of("applicationId", app.id(), "logKey", SOCIAL)).header("Total-Number", equalTo("20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=a&state=b", "state=%00", "state=%FF"})
    void aCallbackThatCannotBeReadIsAPageWithASupportCode(String query) {
        for (String path : List.of("/callback/", "/callback/social/")) {
            assertUnreadable(Wire.get(path + Admin.ALIPAY + "?" + query));
        }
        assertUnreadable(Wire.post("/callback/" + Admin.ALIPAY, query));
    }

    @Test
    void callbacksThatCannotBeReadDoNotFillTheRecord() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
        try {
            long before = total();
            String address = endpoint() + "/callback/" + Admin.ALIPAY_NATIVE + "?state=a&state=b";
            Browser.Answer last = null;
            for (int i = 0; i < 40; i++) {
                last = new Browser().get(address);
            }
            assertEquals(400, last.status());
            assertTrue(last.body().contains("made a request we can’t accept"), last.body());
            assertFalse(last.body().contains("Support code"), last.body());
            assertEquals(before + 30, total());
        } finally {
            scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        }
    }

    private void assertUnreadable(Wire.Answer answer) {
        assertEquals(400, answer.status());
        assertTrue(answer.header("Content-Type").orElse("").startsWith("text/html"), answer.body());
        assertTrue(answer.body().contains("Support code"), answer.body());
        logs(Map.of("supportId", supportIdOn(answer.body())))
                .body("$", hasSize(1))
                .body("[0].payload.error", equalTo("REQUEST_INVALID"))
                .body("[0].payload.connectorId", equalTo(Admin.ALIPAY))
                .body("[0].payload.ip", equalTo("127.0.0.1"))
                .body("[0].payload.timeline.step", contains("cameBack", "refused"));
    }

    @Test
    void whoeverSaidNoIsRecordedWithoutBeingShownACode() {
        Browser browser = new Browser();
        RelyingParty app = scene.admin().webApp();
        String state = RelyingParty.parameter(callback(browser, app), "state");
        browser.get(endpoint() + "/callback/" + Admin.ALIPAY + "?error=access_denied&state=" + state);
        logs(Map.of("applicationId", app.id(), "logKey", SOCIAL))
                .body("[0].payload.error", equalTo("PROVIDER_CANCELLED"))
                .body("[0].payload.params.error", equalTo("access_denied"));
    }

    @Test
    void addressesWithoutAConnectorLeaveNoRecord() {
        long before = total();
        new Browser().get(endpoint() + "/callback/nobody?code=x&state=y");
        assertEquals(before, total());
    }

    @Test
    void aRefusedTokenRequestIsRecorded() {
        RelyingParty app = scene.admin().webApp();
        app.redeem("unknown", app.journey()).then().statusCode(400);
        app.refresh("unknown").then().statusCode(400);
        logs(Map.of("applicationId", app.id()))
                .body("key", contains("ExchangeTokenBy.RefreshToken", "ExchangeTokenBy.AuthorizationCode"))
                .body("payload.result", everyItem(equalTo("Error")))
                .body("payload.error", everyItem(equalTo("invalid_grant")))
                .body("[1].payload.message", equalTo("authorization code is unknown"));
    }

    @Test
    void aFloodOfRefusedTokenRequestsDoesNotFillTheRecord() {
        RelyingParty app = scene.admin().nativeApp();
        for (int i = 0; i < 80; i++) {
            app.refresh("unknown").then().statusCode(400);
        }
        logs(Map.of("applicationId", app.id())).header("Total-Number", equalTo("60"));
    }

    @Test
    void aReplayIsRecordedAsTheEndOfTheAuthorization() {
        RelyingParty app = scene.admin().webApp();
        Journey journey = app.journey();
        String code = RelyingParty.parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        app.redeem(code, journey).then().statusCode(200);
        app.redeem(code, journey).then().statusCode(400);
        logs(Map.of("applicationId", app.id(), "logKey", "RevokeGrants"))
                .body("[0].payload.cause", equalTo("an authorization code was used twice"))
                .body("[0].payload.userId", notNullValue());
    }

    @Test
    void timesLimitTheList() {
        RelyingParty app = scene.admin().webApp();
        app.refresh("unknown");
        long at = logs(Map.of("applicationId", app.id())).extract().path("[0].createdAt");
        logs(Map.of("applicationId", app.id(), "start_time", at, "end_time", at + 1))
                .body("$", hasSize(1));
        logs(Map.of("applicationId", app.id(), "start_time", at + 1)).body("$", hasSize(0));
        logs(Map.of("applicationId", app.id(), "end_time", at - 1)).body("$", hasSize(0));
    }

    @Test
    void theListIsAlwaysPaged() {
        scene.web().signInAndRedeem(new Browser(), "lin");
        Response page = scene.admin().request().get("/api/logs?page_size=1&page=2");
        page.then().statusCode(200).body("$", hasSize(1));
        assertTrue(Long.parseLong(page.header("Total-Number")) >= 2);
        assertTrue(page.headers().getValues("Link").stream().anyMatch(link -> link.contains("rel=\"prev\"")));
    }

    @Test
    void countingStopsWhenTheCallerIsContentWithThat() {
        String key = "Test.Capped";
        database.update("""
                insert into audit_events (id, key, result, created_at, expires_at)
                select 'capped' || n, ?, 'Success', now(), now() + interval '1 day' from generate_series(1, 10100) n
                on conflict do nothing""", key);
        Response capped = scene.admin().request().get("/api/logs?logKey=" + key + "&enableCap=true");
        assertEquals("10000", capped.header("Total-Number"));
        assertEquals("true", capped.header("Total-Number-Is-Capped"));
        List<String> links = capped.headers().getValues("Link");
        assertTrue(links.stream().anyMatch(link -> link.contains("rel=\"next\"")));
        assertFalse(links.stream().anyMatch(link -> link.contains("rel=\"last\"")));
        logs(Map.of("logKey", key))
                .header("Total-Number", equalTo("10100"))
                .header("Total-Number-Is-Capped", nullValue());
        database.update("delete from audit_events where key = ?", key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userId=%00",
                "userId='",
                "applicationId=a%20b",
                "logKey=%FF",
                "supportId=%25",
                "start_time=yesterday",
                "end_time=-1",
                "end_time=999999999999999999999",
                "page=0",
                "page_size=101"
            })
    void refusesWhatIsNoIdAndNoTime(String query) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .spec(scene.admin().request())
                .get("/api/logs?" + query)
                .then()
                .statusCode(400)
                .body("code", containsString("guard.invalid_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "000000000000000000000", "%00"})
    void anUnknownIdIsNotFound(String id) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .spec(scene.admin().request())
                .get("/api/logs/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("entity.not_found"));
    }

    @Test
    void isForAdministratorsOnly() {
        RestAssured.get("/api/logs").then().statusCode(401);
    }

    @Test
    void whatAHeaderSaysAboutTheAddressIsNotBelieved() {
        RelyingParty app = scene.admin().webApp();
        app.authenticated()
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "unknown")
                .post("/oidc/token");
        logs(Map.of("applicationId", app.id())).body("[0].payload.ip", equalTo("127.0.0.1"));
    }

    private ValidatableResponse logs(Map<String, ?> query) {
        return scene.admin()
                .request()
                .queryParams(query)
                .get("/api/logs")
                .then()
                .statusCode(200);
    }

    private static double counted(String outcome) {
        Matcher line = Pattern.compile("latchkey_sign_ins_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*\\} ([0-9.]+)")
                .matcher(RestAssured.get("/q/metrics").asString());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private long total() {
        return Long.parseLong(scene.admin().request().get("/api/logs").header("Total-Number"));
    }

    private static String supportIdOn(Browser.Answer page) {
        return supportIdOn(page.body());
    }

    private static String supportIdOn(String page) {
        Matcher matcher = SUPPORT_ID.matcher(page);
        assertTrue(matcher.find(), page);
        return matcher.group();
    }

    private String callback(Browser browser) {
        return callback(browser, scene.web());
    }

    private String callback(Browser browser, RelyingParty app) {
        Browser.Answer toAlipay = browser.get(
                app.journey().with("direct_sign_in", "social:alipay").url());
        return browser.get(toAlipay.location() + "&person=lin").location();
    }

    private Browser.Answer comeBack(Browser browser) {
        return browser.get(callback(browser));
    }
}
