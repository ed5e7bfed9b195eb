package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Plan `rp-logout`: OIDC RP-Initiated Logout.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RpLogoutTest {
    private static final String AFTERWARDS = "https://suite.example/test/a/latchkey/post_logout_redirect";

    private Scene scene;
    private Client client;
    private Browser browser;
    private String idToken;

    @BeforeAll
    void prepare() {
        scene = Scene.set();
        Suite.prepare(scene.admin());
        client = Client.of(scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of(Suite.CALLBACK), "postLogoutRedirectUris", List.of(AFTERWARDS)),
                        Map.of()));
    }

    @BeforeEach
    void signIn() {
        browser = new Browser();
        Map<String, String> answer = Suite.response(client.authorize(browser, client.request()), client.callback());
        idToken = client.redeem(answer.get("code"))
                .then()
                .statusCode(200)
                .extract()
                .path("id_token");
        assertTrue(isSignedIn());
    }

    @AfterAll
    void close() {
        scene.admin().socialOnly();
        scene.close();
    }

    @Test
    void discovery() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("end_session_endpoint", equalTo(endpoint() + "/oidc/session/end"));
    }

    @Test
    void theUserComesBackWithStateAndIsSignedOut() {
        String state = Suite.random(96);
        Browser.Answer back =
                logOut(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", AFTERWARDS, "state", state));
        assertEquals(Map.of("state", state), Suite.response(back, AFTERWARDS));
        assertFalse(isSignedIn());
    }

    @Test
    void withoutStateNothingIsAdded() {
        Browser.Answer back = logOut(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", AFTERWARDS));
        assertEquals(AFTERWARDS, back.location());
        assertFalse(isSignedIn());
    }

    @Test
    void badPostLogoutRedirectUri() {
        assertNoWayBack(Map.of(
                "id_token_hint",
                idToken,
                "post_logout_redirect_uri",
                "https://suite.example/" + Suite.random(8),
                "state",
                "s"));
    }

    @Test
    void queryAddedToPostLogoutRedirectUri() {
        assertNoWayBack(
                Map.of("id_token_hint", idToken, "post_logout_redirect_uri", AFTERWARDS + "?foo=bar", "state", "s"));
    }

    @Test
    void modifiedIdTokenHint() throws GeneralSecurityException {
        String[] parts = idToken.split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertNoWayBack(Map.of(
                "id_token_hint", none + "." + parts[1] + ".", "post_logout_redirect_uri", AFTERWARDS, "state", "s"));
        assertNoWayBack(Map.of(
                "id_token_hint", signedByAStranger(parts), "post_logout_redirect_uri", AFTERWARDS, "state", "s"));
    }

    @Test
    void noIdTokenHint() {
        assertNoWayBack(Map.of("post_logout_redirect_uri", AFTERWARDS, "state", "s"));
    }

    @Test
    void noParameters() {
        assertSignedOutAndTold(Map.of());
    }

    @Test
    void noPostLogoutRedirectUri() {
        assertSignedOutAndTold(Map.of("id_token_hint", idToken, "state", "s"));
    }

    @Test
    void onlyState() {
        assertSignedOutAndTold(Map.of("state", "s"));
    }

    /// Where the service asks first, the user says yes, by a form and without script.
    private void assertSignedOutAndTold(Map<String, String> request) {
        Browser.Answer page = logOut(request);
        if (page.status() == 200 && page.body().contains("name=\"answer\"")) {
            Map<String, String> form = new HashMap<>(Map.of("csrf", page.field("csrf"), "answer", "yes"));
            Browser.Answer answered = browser.post(endpoint() + page.action("/oidc/session/end"), form);
            page = answered.status() / 100 == 3 ? browser.follow(answered.location(), endpoint()) : answered;
        }
        assertEquals(200, page.status());
        assertTrue(page.header("content-type").startsWith("text/html"));
        assertFalse(isSignedIn());
    }

    /// An error or a question, and in no case a redirect to the application.
    private void assertNoWayBack(Map<String, String> request) {
        Browser.Answer page = logOut(request);
        assertTrue(page.status() == 200 || page.status() == 400, "status " + page.status());
        assertEquals("", page.header("location"));
        assertTrue(page.header("content-type").startsWith("text/html"));
    }

    private Browser.Answer logOut(Map<String, String> request) {
        return browser.follow(Suite.url(endpoint() + "/oidc/session/end", request), endpoint());
    }

    private boolean isSignedIn() {
        Map<String, String> request = client.request();
        request.put("prompt", "none");
        Map<String, String> answer = Suite.response(client.open(browser, request), client.callback());
        assertTrue(answer.containsKey("code") || answer.get("error").equals("login_required"), answer::toString);
        return answer.containsKey("code");
    }

    private static String signedByAStranger(String[] parts) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return parts[0] + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }
}
