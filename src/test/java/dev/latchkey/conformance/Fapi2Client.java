package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A client of the suite that lives by FAPI 2.0: its requests are pushed, its tokens bound to a key.
///
/// @param key what it authenticates by
/// @param tokenKey what its tokens are bound to
/// @param verifier of its PKCE
record Fapi2Client(String id, String callback, DpopKey key, DpopKey tokenKey, String verifier) {
    /// The suite's second client has an address of this kind.
    static final String CALLBACK_WITH_QUERY = Suite.CALLBACK + "?dummy1=lorem&dummy2=ipsum";

    static final UnaryOperator<ClientAssertion> GOOD_ASSERTION = UnaryOperator.identity();
    static final Function<DpopProof, String> GOOD_PROOF = DpopProof::text;

    static Fapi2Client of(RelyingParty party, DpopKey key) {
        return new Fapi2Client(party.id(), party.redirectUri(), key, DpopKey.make(), Suite.random(48));
    }

    static Fapi2Client register(Scene scene, String algorithm, String callback) {
        DpopKey key = DpopKey.of(algorithm);
        return of(
                scene.admin().application("Traditional", metadata(key, callback), Map.of("securityProfile", "fapi2")),
                key);
    }

    static Map<String, Object> metadata(DpopKey key, String callback) {
        return Map.of(
                "redirectUris", List.of(callback),
                "tokenEndpointAuthMethod", "private_key_jwt",
                "jwks", ClientAssertion.jwks(key));
    }

    /// The same client, which proves another key for its tokens from now on.
    Fapi2Client withTokenKey(DpopKey other) {
        return new Fapi2Client(id, callback, key, other, verifier);
    }

    ClientAssertion assertion() {
        return ClientAssertion.of(id, key);
    }

    Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", id);
        request.put("redirect_uri", callback);
        request.put("scope", "openid offline_access");
        request.put("state", Suite.random(16));
        request.put("nonce", Suite.random(16));
        request.put("response_type", "code");
        request.put("code_challenge", Suite.s256(verifier));
        request.put("code_challenge_method", "S256");
        return request;
    }

    Response push(Map<String, String> request) {
        return push(request, assertion());
    }

    Response push(Map<String, String> request, ClientAssertion assertion) {
        return assertion.request().formParams(request).post("/oidc/request");
    }

    /// With a proof, which binds the code.
    Response pushWithProof(Map<String, String> request, Function<DpopProof, String> proof) {
        return withNonce("/oidc/request", () -> assertion().request().formParams(request), proof);
    }

    /// The address that leads to what was pushed.
    String address(Response pushed) {
        return address(pushed.then().statusCode(201).extract().<String>path("request_uri"));
    }

    String address(String reference) {
        return Suite.url(endpoint() + "/oidc/auth", Map.of("client_id", id, "request_uri", reference));
    }

    Browser.Answer authorize(Browser browser, Map<String, String> request) {
        return follow(browser, address(push(request)));
    }

    static Browser.Answer follow(Browser browser, String address) {
        return Suite.signIn(browser, browser.follow(address, endpoint()));
    }

    Map<String, String> codeForm(String code) {
        return Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", callback, "code_verifier", verifier);
    }

    Response redeem(String code) {
        return token(codeForm(code), GOOD_ASSERTION, GOOD_PROOF);
    }

    Response token(
            Map<String, String> form, UnaryOperator<ClientAssertion> assertion, Function<DpopProof, String> proof) {
        return withNonce(
                "/oidc/token", () -> assertion.apply(assertion()).request().formParams(form), proof);
    }

    Response call(String resource, String accessToken, Function<DpopProof, String> proof) {
        return call(resource, "DPoP", accessToken, proof);
    }

    Response call(String resource, String scheme, String accessToken, Function<DpopProof, String> proof) {
        Function<String, Response> send = nonce -> given().header("Authorization", scheme + " " + accessToken)
                .header(
                        "DPoP",
                        proof.apply(tokenKey.proof("GET", resource)
                                .withTokenHash(accessToken)
                                .with("nonce", nonce)))
                .get(resource);
        Response answer = send.apply(null);
        return isChallenge(answer) ? send.apply(answer.header("DPoP-Nonce")) : answer;
    }

    /// What the suite takes for one at a resource (RFC 9449 §9).
    private static boolean isChallenge(Response answer) {
        String challenge = answer.statusCode() == 401 ? answer.header("WWW-Authenticate") : "";
        return challenge.startsWith("DPoP ") && challenge.contains("error=\"use_dpop_nonce\"");
    }

    /// Begins without a nonce and comes again with the one that is asked for, as the suite does.
    private Response withNonce(String path, Supplier<RequestSpecification> request, Function<DpopProof, String> proof) {
        Function<String, Response> send = nonce -> request.get()
                .header("DPoP", proof.apply(tokenKey.proof("POST", path).with("nonce", nonce)))
                .post(path);
        Response answer = send.apply(null);
        boolean isChallenge = answer.statusCode() == 400 && "use_dpop_nonce".equals(answer.path("error"));
        return isChallenge ? send.apply(answer.header("DPoP-Nonce")) : answer;
    }
}
