package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Spring Security's OAuth2 client and resource server (`src/clients/spring`).
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringSecurityTest {
    private static final String API = "https://orders.example.com/spring";

    private final int port = ClientApp.freePort();
    private final String home = "http://127.0.0.1:" + port + "/";
    private Scene scene;
    private ClientApp app;

    @BeforeAll
    void start() {
        scene = Scene.set();
        RelyingParty bookstore = scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris", List.of(home + "login/oauth2/code/latchkey"),
                                "postLogoutRedirectUris", List.of(home + "bye")),
                        Map.of());
        resource(API);
        resource(API + "/other");
        app = ClientApp.start(
                "spring",
                Map.of(
                        "ISSUER", endpoint() + "/oidc",
                        "API", API,
                        "CLIENT_ID", bookstore.id(),
                        "CLIENT_SECRET", bookstore.secret(),
                        "PORT", Integer.toString(port)),
                "Started App");
    }

    @AfterAll
    void stop() {
        app.close();
        scene.close();
    }

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() {
        Browser browser = new Browser();
        JsonPath person = signIn(browser);
        assertEquals("林小雨🌧", person.getString("userinfo.name"));
        assertEquals(person.getString("subject"), person.getString("userinfo.sub"));

        assertEquals(200, browser.get(home + "expire").status());
        JsonPath refreshed = JsonPath.from(browser.get(home).body());
        assertNotEquals(person.getString("accessToken"), refreshed.getString("accessToken"));

        signOut(browser);
        assertEquals(302, browser.get(home).status());
        String signInPage = browser.follow(home, home, endpoint()).uri().toString();
        assertEquals(endpoint() + "/sign-in", signInPage.substring(0, signInPage.indexOf('?')));
    }

    @Test
    void protectsAnApi() {
        RelyingParty service = scene.admin().application("MachineToMachine", Map.of(), Map.of());
        orders(token(service, API)).then().statusCode(200).body("subject", equalTo(service.id()));
        orders(token(service, API + "/other"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    private JsonPath signIn(Browser browser) {
        String authorize = browser.follow(home, home).location();
        Browser.Answer toAlipay = browser.get(authorize + "&direct_sign_in=social:alipay");
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        return JsonPath.from(browser.follow(back.location(), endpoint(), home).body());
    }

    /// Spring Security asks first, on a page of its own.
    private void signOut(Browser browser) {
        Browser.Answer question = browser.get(home + "logout");
        Browser.Answer away = browser.post(home + "logout", Map.of("_csrf", question.field("_csrf")));
        Browser.Answer back = browser.follow(away.location(), endpoint(), home);
        assertEquals(home + "bye", back.uri().toString());
        assertEquals(200, back.status());
    }

    private void resource(String indicator) {
        scene.admin()
                .request()
                .body(Map.of("name", "Orders", "indicator", indicator))
                .post("/api/resources")
                .then()
                .statusCode(201);
    }

    private static String token(RelyingParty service, String api) {
        return service.token(Map.of("grant_type", "client_credentials", "resource", api))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private Response orders(String token) {
        return given().auth().preemptive().oauth2(token).get(home + "api/orders");
    }
}
