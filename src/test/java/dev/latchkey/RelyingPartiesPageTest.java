package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Commands;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RegistrationSwitchedOn;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The commands of docs/relying-parties.md, done word for word.
@QuarkusTest
@TestProfile(RegistrationSwitchedOn.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for a shell")
class RelyingPartiesPageTest {
    private static final Path PAGE = Path.of("docs", "relying-parties.md");

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
    void anApplicationRegistersItself() {
        String token = scene.admin()
                .request()
                .body(Map.of("name", "docs"))
                .post("/api/initial-access-tokens")
                .path("value");
        JsonPath registered = say("### Registering itself", 0, Map.of("INITIAL_ACCESS_TOKEN", token));
        assertEquals("Bookstore", registered.getString("client_name"));
        given().auth()
                .oauth2(registered.getString("registration_access_token"))
                .get(registered.getString("registration_client_uri"))
                .then()
                .statusCode(200);
    }

    @Test
    void anApplicationPushesItsRequest() {
        Map<String, String> variables = Map.of(
                "CLIENT_ID", scene.web().id(),
                "CLIENT_SECRET", scene.web().secret(),
                "CHALLENGE", scene.web().journey().parameters().get("code_challenge"));
        JsonPath pushed = say("### Pushed requests", 0, variables);
        assertEquals(60, pushed.getInt("expires_in"));
        given().redirects()
                .follow(false)
                .queryParam("client_id", scene.web().id())
                .queryParam("request_uri", pushed.getString("request_uri"))
                .get("/oidc/auth")
                .then()
                .statusCode(303);
    }

    @Test
    void aDeviceSignsIn() {
        RelyingParty television = scene.admin().application("Native", Map.of(), Map.of("isDeviceFlow", true));
        JsonPath device = say("### Devices", 0, Map.of("APP", television.id()));
        Map<String, String> variables = Map.of("APP", television.id(), "DEVICE_CODE", device.getString("device_code"));
        assertEquals("authorization_pending", say("### Devices", 1, variables).getString("error"));

        allow(device.getString("verification_uri"), device.getString("user_code"));
        database.update("update device_codes set polled_at = polled_at - interval '6 seconds'");

        JsonPath tokens = say("### Devices", 1, variables);
        assertEquals("openid profile offline_access", tokens.getString("scope"));
        television.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    private static void allow(String page, String userCode) {
        Browser phone = new Browser();
        Browser.Answer entered = phone.post(page, Map.of("user_code", userCode));
        Browser.Answer start = phone.follow(entered.location(), endpoint());
        Browser.Answer toAlipay =
                phone.post(endpoint() + start.action("/sign-in/social/"), Map.of("csrf", start.field("csrf")));
        Browser.Answer back = phone.get(toAlipay.location() + "&person=lin");
        Browser.Answer question = phone.follow(back.location(), endpoint());
        phone.post(
                endpoint() + question.action("/oidc/device/confirm"),
                Map.of("csrf", question.field("csrf"), "answer", "allow"));
    }

    @Test
    void aServiceTradesATokenForOneOfTheNextApi() {
        scene.admin()
                .request()
                .body(Map.of("name", "Orders", "indicator", "https://orders.example.com"))
                .post("/api/resources"); // another test may have made it
        RelyingParty service = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("https://app.example.com/callback")),
                        Map.of("allowTokenExchange", true));
        String token = scene.web().signInAndRedeem(new Browser(), "lin").path("access_token");
        JsonPath exchanged = say(
                "### Token exchange",
                0,
                Map.of("APP", service.id(), "SECRET", service.secret(), "ACCESS_TOKEN", token));
        assertEquals("urn:ietf:params:oauth:token-type:access_token", exchanged.getString("issued_token_type"));
        Jwt given = Jwt.of(exchanged.getString("access_token"));
        assertEquals("https://orders.example.com", given.claims().get("aud").asText());
    }

    @Test
    void aCodeOfAlipayIsTradedForTokens() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("pid", "2088000000000000"));
        try {
            RelyingParty app = scene.admin()
                    .application(
                            "Native",
                            Map.of("redirectUris", List.of("com.example.app://callback")),
                            Map.of("allowTokenExchange", true));
            String code = scene.alipay().issueCode(scene.alipay().defaultApp().appId(), "lin", "auth_user");
            JsonPath tokens = say("### A code of Alipay for tokens", 0, Map.of("APP", app.id(), "AUTH_CODE", code));
            assertTrue(Jwt.of(tokens.getString("id_token")).isSignedByPublishedKey());
            JsonPath request = say("### A code of Alipay for tokens", 1, Map.of("APP", app.id()));
            assertFalse(request.getString("request").isEmpty());
        } finally {
            scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        }
    }

    /// Whatever begins with `curl` on this page is done by one of these tests.
    @Test
    void noCommandIsLeftOut() throws IOException {
        long blocks = Files.readString(PAGE).lines().filter("```sh"::equals).count();
        long done = List.of(
                        "### Registering itself",
                        "### Pushed requests",
                        "### Devices",
                        "### Token exchange",
                        "### A code of Alipay for tokens")
                .stream()
                .mapToLong(heading -> Commands.below(PAGE, heading).size())
                .sum();
        assertEquals(blocks, done);
    }

    /// Runs one of the blocks below a heading, which answers JSON.
    private static JsonPath say(String heading, int block, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("ENDPOINT", endpoint());
        return JsonPath.from(Commands.below(PAGE, heading).get(block).run(environment));
    }
}
