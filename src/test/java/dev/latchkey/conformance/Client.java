package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.RelyingParty;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A client of the suite.
///
/// @param authenticated begins a request to the token endpoint by which it authenticates
record Client(String id, String callback, Supplier<RequestSpecification> authenticated) {
    /// `client_secret_basic`: form-encoded first, as RFC 6749 §2.3.1 has it.
    static Client of(RelyingParty party) {
        return new Client(
                party.id(),
                party.redirectUri(),
                () -> given().auth().preemptive().basic(encode(party.id()), encode(party.secret())));
    }

    /// `client_secret_post`.
    static Client byPost(RelyingParty party) {
        return new Client(
                party.id(),
                party.redirectUri(),
                () -> given().formParam("client_id", party.id()).formParam("client_secret", party.secret()));
    }

    /// `private_key_jwt`.
    static Client byKey(RelyingParty party, DpopKey key) {
        return new Client(
                party.id(),
                party.redirectUri(),
                () -> ClientAssertion.of(party.id(), key).request());
    }

    /// `none`.
    static Client withoutSecret(RelyingParty party) {
        return new Client(party.id(), party.redirectUri(), () -> given().formParam("client_id", party.id()));
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
        return authenticated.get().formParams(form).post("/oidc/token");
    }

    Response redeem(String code) {
        return redeem(code, null);
    }

    Response redeem(String code, String codeVerifier) {
        Map<String, String> form =
                new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", callback));
        if (codeVerifier != null) {
            form.put("code_verifier", codeVerifier);
        }
        return token(form);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
