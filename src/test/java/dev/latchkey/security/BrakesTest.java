package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Limits that keep one caller, or all together, from filling the table of sign-ins and from guessing
/// passwords and the codes of devices; and whom the service takes for the caller behind one proxy.
@QuarkusTest
@TestProfile(BrakesTest.Settings.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrakesTest {
    private static final int MANY = 60;

    @Inject
    Database database;

    private Scene scene;

    /// Read by the framework.
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.proxy.hops", "1",
                    "latchkey.sign-in.max-open-per-address", "3",
                    "latchkey.sign-in.max-open", Integer.toString(MANY),
                    "latchkey.password.max-failures-per-address", "3",
                    "latchkey.device.max-failures", "3");
        }
    }

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        scene.admin().offerPasswords();
    }

    @BeforeEach
    void nobodyIsThere() {
        database.update("delete from sign_ins");
        database.update("delete from password_failures");
        database.update("delete from device_guesses");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void oneAddressBeginsNoMoreSignInsThanItMay() {
        for (int i = 0; i < 3; i++) {
            assertEquals(303, begin("198.51.100.1").status());
        }
        Wire.Answer refused = begin("198.51.100.1");
        assertEquals(429, refused.status());
        assertTrue(refused.header("Content-Type").orElseThrow().startsWith("text/html"));
        assertEquals("60", refused.header("Retry-After").orElseThrow());
        assertEquals(303, begin("198.51.100.2").status());
    }

    @Test
    void ofIpv6AWholeNetworkIsOneAddress() {
        for (int i = 0; i < 3; i++) {
            assertEquals(303, begin("2001:db8:1:2:" + i + "::1").status());
        }
        assertEquals(429, begin("2001:db8:1:2:ffff::9").status());
        assertEquals(303, begin("2001:db8:1:3::1").status());
    }

    /// Only the last entry was written by our own proxy.
    @Test
    void whatTheCallerClaimsInFrontOfTheProxyIsNotBelieved() {
        for (int i = 0; i < 3; i++) {
            assertEquals(303, begin("203.0.113." + i + ", 198.51.100.3").status());
        }
        assertEquals(429, begin("203.0.113.99, 198.51.100.3").status());
        for (String rubbish : List.of("unknown", "evil.example", "999.1.1.1", "", "' or 1=1", "::::")) {
            assertTrue(begin(rubbish).status() < 500);
        }
    }

    @Test
    void signInsThatAreOverDoNotCount() {
        for (int i = 0; i < 3; i++) {
            begin("198.51.100.4");
        }
        database.update("update sign_ins set expires_at = now() - interval '1 second'");
        assertEquals(303, begin("198.51.100.4").status());
    }

    @Test
    void allTogetherBeginNoMoreSignInsThanTheyMay() throws InterruptedException {
        database.update("""
                insert into sign_ins (id, browser_hash, application_id, request, expires_at)
                select 'many' || n, ''::bytea, ?, '{}', now() + interval '1 hour' from generate_series(1, ?::int) n""", scene.web().id(), MANY);
        int status = 0;
        for (int i = 0; i < 100 && status != 429; i++) {
            status = begin("192.0.2." + i).status();
            Thread.sleep(100); // the count is made anew every few seconds
        }
        assertEquals(429, status);
        database.update("delete from sign_ins");
        for (int i = 0; i < 100 && status != 303; i++) {
            status = begin("192.0.2.200").status();
            Thread.sleep(100);
        }
        assertEquals(303, status);
    }

    @Test
    void oneAddressTriesNoMorePasswordsThanItMayWhoeverTheyAreFor() {
        for (int i = 0; i < 3; i++) {
            assertEquals(400, guess("198.51.100.5", "somebody" + i).status());
        }
        assertEquals(429, guess("198.51.100.5", "somebody_else").status());
        assertEquals(400, guess("198.51.100.6", "somebody_else").status());
    }

    /// Whoever holds tokens of many people has no more attempts by them.
    @Test
    void whatIsTriedByTheAccountApiCountsForTheAddressToo() {
        String lin = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        String wei = scene.web().signInAndRedeem(new Browser(), "wei").path("access_token");
        for (int i = 0; i < 3; i++) {
            assertEquals(422, prove("198.51.100.10", lin).statusCode());
        }
        assertEquals(429, prove("198.51.100.10", wei).statusCode());
        assertEquals(429, guess("198.51.100.10", "somebody").status());
        assertEquals(422, prove("198.51.100.11", wei).statusCode());
    }

    private static Response prove(String forwardedFor, String token) {
        return given().header("X-Forwarded-For", forwardedFor)
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("password", "a guess of mine"))
                .post("/api/verifications/password");
    }

    /// RFC 8628 §5.1.
    @Test
    void oneAddressTriesNoMoreDeviceCodesThanItMay() {
        RelyingParty television = scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
        String code = television
                .authenticated()
                .formParam("scope", "openid")
                .post("/oidc/device/auth")
                .path("user_code");
        for (int i = 0; i < 3; i++) {
            assertTrue(enter("198.51.100.8", "BBBB-BBBB").body().contains("No device shows this code"));
        }
        Wire.Answer stopped = enter("198.51.100.8", code);
        assertEquals(429, stopped.status());
        assertTrue(stopped.body().contains("Too many attempts"));
        assertEquals(303, enter("198.51.100.9", code).status());
        database.update("update device_guesses set expires_at = now()");
        assertEquals(303, enter("198.51.100.8", code).status());
    }

    @Test
    void theRecordHoldsTheAddressThatTheProxySaw() {
        RelyingParty app = scene.admin().webApp();
        app.authenticated()
                .header("X-Forwarded-For", "203.0.113.7, 198.51.100.7")
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "unknown")
                .post("/oidc/token");
        scene.admin()
                .request()
                .get("/api/logs?applicationId={id}", app.id())
                .then()
                .body("[0].payload.ip", equalTo("198.51.100.7"));
    }

    private Wire.Answer begin(String forwardedFor) {
        URI request = URI.create(scene.web().journey().url());
        return Wire.send(
                "GET",
                request.getRawPath() + "?" + request.getRawQuery(),
                List.of("X-Forwarded-For: " + forwardedFor),
                new byte[0]);
    }

    private static Wire.Answer enter(String forwardedFor, String code) {
        return Wire.send(
                "POST",
                "/oidc/device",
                List.of("X-Forwarded-For: " + forwardedFor, "Content-Type: application/x-www-form-urlencoded"),
                ("user_code=" + code).getBytes(StandardCharsets.US_ASCII));
    }

    private Wire.Answer guess(String forwardedFor, String username) {
        Browser browser = new Browser();
        database.update("delete from sign_ins");
        Browser.Answer page = browser.follow(scene.web().journey().url(), endpoint());
        String cookie = browser.cookies(endpoint()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
        String form =
                Map.of("csrf", page.field("csrf"), "username", username, "password", "a guess of mine")
                        .entrySet()
                        .stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return Wire.send(
                "POST",
                page.action("/sign-in/password"),
                List.of(
                        "X-Forwarded-For: " + forwardedFor,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Cookie: " + cookie),
                form.getBytes(StandardCharsets.US_ASCII));
    }
}
