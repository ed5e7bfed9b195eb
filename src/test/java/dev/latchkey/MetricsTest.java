package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `/q/metrics`: what operators can count, in the format of Prometheus.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
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
    void signInsAreCountedByMethodAndOutcome() {
        double before = value("latchkey_sign_ins_total", "method=\"ext\"", "outcome=\"signed_in\"");
        scene.web().signInAndRedeem(new Browser(), "lin");
        scene.web().signInAndRedeem(new Browser(), "lin");
        double after = value("latchkey_sign_ins_total", "method=\"ext\"", "outcome=\"signed_in\"");
        assertEquals(1, after - before, 1); // the first one may be a registration
    }

    @Test
    void failedSignInsAreCountedByTheirTrouble() {
        String[] labels = {"method=\"ext\"", "outcome=\"provider_misconfigured\""};
        double before = value("latchkey_sign_ins_total", labels);
        scene.alipay().play(Rule.on(Call.TOKEN).justOnce(), Scenario.Refusal.of("40002", "isv.invalid-signature"));
        Browser browser = new Browser();
        Browser.Answer toAlipay = browser.get(
                scene.web().journey().with("direct_sign_in", "social:alipay").url());
        browser.get(browser.get(toAlipay.location() + "&person=lin").location());
        assertEquals(1, value("latchkey_sign_ins_total", labels) - before);
    }

    @Test
    void tokenRequestsAreCountedByGrantAndOutcome() {
        String[] success = {"grant=\"AuthorizationCode\"", "outcome=\"success\""};
        String[] refused = {"grant=\"RefreshToken\"", "outcome=\"invalid_grant\""};
        double before = value("latchkey_token_requests_total", success);
        double refusedBefore = value("latchkey_token_requests_total", refused);
        scene.web().signInAndRedeem(new Browser(), "lin").then().statusCode(200);
        scene.web().refresh("unknown").then().statusCode(400);
        assertEquals(1, value("latchkey_token_requests_total", success) - before);
        assertEquals(1, value("latchkey_token_requests_total", refused) - refusedBefore);
    }

    @Test
    void checkedPasswordsAreCounted() {
        String[] labels = {"outcome=\"invalid\""};
        double before = value("latchkey_password_hashing_validations_total", labels);
        scene.admin().offerPasswords();
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", "nobody", "password", "a wrong password"));
        scene.admin().socialOnly();
        assertEquals(1, value("latchkey_password_hashing_validations_total", labels) - before);
    }

    @Test
    void callsToProvidersAreCountedByKindAndOutcome() {
        String[] labels = {"factory=\"alipay-web\"", "outcome=\"success\""};
        double before = value("latchkey_social_provider_calls_seconds_count", labels);
        scene.web().signInAndRedeem(new Browser(), "lin").then().statusCode(200);
        assertEquals(1, value("latchkey_social_provider_calls_seconds_count", labels) - before);
    }

    /// An app brings a code, and somebody proves themselves by the account API.
    @Test
    void callsToProvidersAreCountedWhoeverCausesThem() {
        String[] labels = {"factory=\"alipay-web\"", "outcome=\"auth_code_invalid\""};
        double before = value("latchkey_social_provider_calls_seconds_count", labels);
        scene.admin()
                .application(
                        "Native",
                        Map.of("redirectUris", List.of("com.example.app://callback")),
                        Map.of("allowTokenExchange", true))
                .token(Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", "a-code-of-nobody",
                        "subject_token_type", "urn:latchkey:token-type:social-auth-code",
                        "connector_id", Admin.ALIPAY))
                .then()
                .statusCode(400);
        assertEquals(1, value("latchkey_social_provider_calls_seconds_count", labels) - before);

        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        RequestSpecification lin = given().auth().oauth2(token).contentType(ContentType.JSON);
        String record = given().spec(lin)
                .body(Map.of("connectorId", Admin.ALIPAY, "state", "s", "redirectUri", "https://app.example/linked"))
                .post("/api/verifications/social")
                .path("verificationRecordId");
        given().spec(lin)
                .body(Map.of(
                        "verificationRecordId",
                        record,
                        "connectorData",
                        Map.of("auth_code", "a-code-of-nobody", "state", "s")))
                .post("/api/verifications/social/verify")
                .then()
                .statusCode(400);
        assertEquals(2, value("latchkey_social_provider_calls_seconds_count", labels) - before);
    }

    @Test
    void noLabelComesFromARequest() {
        scene.web().token(Map.of("grant_type", "marked-by-the-test"));
        assertFalse(text().contains("marked-by-the-test"));
        assertFalse(text().contains(scene.web().id()));
    }

    @Test
    void theDatabasePoolIsSeen() {
        assertEquals(true, text().contains("agroal_active_count"));
    }

    private static String text() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }

    /// The value of the series with these labels; 0 when there is none yet.
    private static double value(String name, String... labels) {
        return text().lines()
                .filter(line -> line.startsWith(name + "{") && Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
