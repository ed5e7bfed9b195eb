package dev.latchkey.conformance;

import static dev.latchkey.conformance.Suite.assertGoodAnswer;
import static dev.latchkey.conformance.Suite.with;
import static dev.latchkey.conformance.Suite.without;
import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RegistrationSwitchedOn;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plan `all-oidc` with `client_auth_type=private_key_jwt` and clients that registered themselves, with the modules
/// about registration.
@QuarkusTest
@TestProfile(RegistrationSwitchedOn.class)
class AllInOnePrivateKeyTest extends CodeFlowPlan {
    private final DpopKey key = DpopKey.of("RS256");

    @Override
    Client register(Scene scene) {
        return Client.byKey(registered(scene, Map.of()), key);
    }

    private RelyingParty registered(Scene scene, Map<String, Object> more) {
        return Registrar.registered(scene, metadata(more));
    }

    private Map<String, Object> metadata(Map<String, Object> more) {
        Map<String, Object> metadata = new HashMap<>(
                Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", ClientAssertion.jwks(key)));
        metadata.putAll(more);
        return metadata;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc", "/oidc/token"})
    void ensureClientAssertionWithIssAudSucceeds(String path) {
        redeemWith(ClientAssertion.of(client.id(), key).with("aud", endpoint() + path))
                .then()
                .statusCode(200);
        redeemWith(ClientAssertion.of(client.id(), key).with("aud", List.of(endpoint() + path)))
                .then()
                .statusCode(200);
    }

    private Response redeemWith(ClientAssertion assertion) {
        return assertion
                .request()
                .formParam("grant_type", "authorization_code")
                .formParam("code", code(request()))
                .formParam("redirect_uri", client.callback())
                .post("/oidc/token");
    }

    @Test
    void registrationAnswersWithWhatWasRegistered() {
        Map<String, Object> links = Map.of(
                "logo_uri", "https://suite.example/logo.png",
                "policy_uri", "https://suite.example/policy",
                "tos_uri", "https://suite.example/tos",
                "client_name", "conformance",
                "contacts", List.of("certification@oidf.org"));
        Response registered = Registrar.register(scene, metadata(links));
        registered.then().statusCode(201);
        links.forEach((name, value) -> assertEquals(value, registered.path(name), name));
        assertEquals(List.of(Suite.CALLBACK), registered.path("redirect_uris"));
    }

    @Test
    void aRegistrationCanBeDeleted() {
        Response registered = Registrar.register(scene, metadata(Map.of()));
        given().auth()
                .oauth2((String) registered.path("registration_access_token"))
                .delete(registered.<String>path("registration_client_uri"))
                .then()
                .statusCode(204);
    }

    @Test
    void redirectUriQueryOk() {
        String callback = Suite.CALLBACK + "?foo=bar";
        Client withQuery = Client.byKey(registered(scene, Map.of("redirect_uris", List.of(callback))), key);
        Map<String, String> request = withQuery.request();
        Browser.Answer back = withQuery.authorize(new Browser(), request);
        assertTrue(back.location().startsWith(callback + "&"), back::location);
        assertGoodAnswer(request, Suite.response(back, callback));
    }

    @Test
    void redirectUriQueryMismatch() {
        Client withQuery =
                Client.byKey(registered(scene, Map.of("redirect_uris", List.of(Suite.CALLBACK + "?foo=bar"))), key);
        Map<String, String> request = with(withQuery.request(), "redirect_uri", Suite.CALLBACK + "?bar=foo");
        assertEquals(400, withQuery.open(new Browser(), request).status());
    }

    @Test
    void redirectUriRegFrag() {
        Registrar.register(scene, metadata(Map.of("redirect_uris", List.of(Suite.CALLBACK + "#foobar"))))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_redirect_uri"));
    }

    @Test
    void redirectUriIsRequiredWhereSeveralAreRegistered() {
        Client several = Client.byKey(
                registered(scene, Map.of("redirect_uris", List.of(Suite.CALLBACK, Suite.CALLBACK + "/2"))), key);
        Browser.Answer page = several.open(new Browser(), without(several.request(), "redirect_uri"));
        assertEquals(400, page.status());
        assertEquals("", page.header("location"));
    }

    @Test
    void userinfoRs256() {
        Client signed = Client.byKey(registered(scene, Map.of("userinfo_signed_response_alg", "RS256")), key);
        Map<String, String> answer =
                Suite.response(signed.authorize(new Browser(), signed.request()), signed.callback());
        Response tokens = signed.redeem(answer.get("code"));
        Response userinfo =
                given().auth().oauth2((String) tokens.path("access_token")).get("/oidc/me");
        userinfo.then().statusCode(200).contentType("application/jwt");
        Jwt claims = Jwt.of(userinfo.asString());
        assertEquals("RS256", claims.header().get("alg").asText());
        assertTrue(claims.isSignedByPublishedKey());
        assertEquals(signed.id(), claims.claims().get("aud").asText());
        assertEquals(
                Jwt.of(tokens.path("id_token")).claims().get("sub"),
                claims.claims().get("sub"));
    }
}
