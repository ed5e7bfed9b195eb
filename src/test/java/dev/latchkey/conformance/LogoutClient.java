package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A client of the plans about logout: signs the user in and out, and asks whether somebody is there.
record LogoutClient(Client client) {
    static LogoutClient register(Scene scene, String afterwards, Map<String, Object> logout) {
        return register(scene, Suite.CALLBACK, afterwards, logout);
    }

    static LogoutClient register(Scene scene, String callback, String afterwards, Map<String, Object> logout) {
        Map<String, Object> metadata = new HashMap<>(logout);
        metadata.put("redirectUris", List.of(callback));
        metadata.put("postLogoutRedirectUris", List.of(afterwards));
        return new LogoutClient(Client.of(scene.admin().application("Traditional", metadata, Map.of())));
    }

    String id() {
        return client.id();
    }

    Jwt signIn(Browser browser) {
        Map<String, String> answer = Suite.response(client.authorize(browser, client.request()), client.callback());
        return Jwt.of(client.redeem(answer.get("code"))
                .then()
                .statusCode(200)
                .extract()
                .path("id_token"));
    }

    Browser.Answer logOut(Browser browser, Jwt idToken, String afterwards, String state) {
        Map<String, String> request =
                Map.of("id_token_hint", idToken.text(), "post_logout_redirect_uri", afterwards, "state", state);
        return browser.follow(Suite.url(endpoint() + "/oidc/session/end", request), endpoint());
    }

    boolean isSignedIn(Browser browser) {
        Map<String, String> request = client.request();
        request.put("prompt", "none");
        Map<String, String> answer = Suite.response(client.open(browser, request), client.callback());
        assertTrue(answer.containsKey("code") || "login_required".equals(answer.get("error")), answer::toString);
        return answer.containsKey("code");
    }
}
