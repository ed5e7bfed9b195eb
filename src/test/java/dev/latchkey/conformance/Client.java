package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A client of the suite with its secret.
///
/// @param post whether the secret travels in the body (`client_secret_post`)
record Client(String id, String secret, String callback, boolean post) {
    static Client of(RelyingParty party) {
        return new Client(party.id(), party.secret(), party.redirectUri(), false);
    }

    Client byPost() {
        return new Client(id, secret, callback, true);
    }

    /// The request of an authorization with state and nonce.
    Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", id);
        request.put("redirect_uri", callback);
        request.put("scope", "openid");
        request.put("state", Suite.random(16));
        request.put("nonce", Suite.random(16));
        request.put("response_type", "code");
        return request;
    }

    /// Sends the browser there; signs the user in where that is asked for.
    Browser.Answer authorize(Browser browser, Map<String, String> request) {
        return Suite.signIn(browser, open(browser, request));
    }

    Browser.Answer open(Browser browser, Map<String, String> request) {
        return browser.follow(Suite.url(endpoint() + "/oidc/auth", request), endpoint());
    }

    Response token(Map<String, String> form) {
        return authenticated().formParams(form).post("/oidc/token");
    }

    Response redeem(String code) {
        return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", callback));
    }

    private RequestSpecification authenticated() {
        if (post) {
            return given().formParam("client_id", id).formParam("client_secret", secret);
        }
        // form-encoded first, as RFC 6749 §2.3.1 has it
        return given().auth().preemptive().basic(encode(id), encode(secret));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
