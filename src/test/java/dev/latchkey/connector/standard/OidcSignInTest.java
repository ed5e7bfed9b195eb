package dev.latchkey.connector.standard;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole way: a person signs in to an application by an OpenID provider that was only configured.
@QuarkusTest
class OidcSignInTest {
    private static final String CONNECTOR = "acme-oidc";

    private final Admin admin = new Admin();
    private OidcProvider provider;

    @BeforeEach
    void connect() {
        provider = OidcProvider.start();
        admin.request()
                .body(Map.of(
                        "id",
                        CONNECTOR,
                        "connectorId",
                        "oidc",
                        "metadata",
                        Map.of("target", "acme", "name", Map.of("en", "Acme")),
                        "config",
                        Map.of(
                                "issuer", provider.issuer(),
                                "clientId", OidcProvider.CLIENT,
                                "clientSecret", OidcProvider.SECRET)))
                .post("/api/connectors")
                .then()
                .statusCode(200)
                .body("config.clientSecret", equalTo("********"));
        admin.socialOnly();
        admin.experience(Map.of("socialSignInConnectorTargets", List.of("acme")));
    }

    @AfterEach
    void disconnect() {
        admin.request().delete("/api/connectors/" + CONNECTOR).then().statusCode(204);
        provider.close();
        admin.socialOnly();
    }

    @Test
    void aPersonSignsInAndStaysTheSame() {
        RelyingParty app = admin.webApp();
        String first = subject(app, back(new Browser(), app.journey()));
        assertEquals(first, subject(app, back(new Browser(), app.journey())));
    }

    @Test
    void theButtonBearsTheConfiguredName() {
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(admin.webApp().journey().url(), endpoint());
        assertTrue(page.body().contains("Continue with Acme"));
        assertTrue(page.header("Content-Security-Policy").contains(provider.issuer()));
    }

    @Test
    void aFormPostBringsThePersonBackToo() {
        RelyingParty app = admin.webApp();
        Journey journey = app.journey();
        Browser browser = new Browser();
        Browser.Answer posted = browser.post(endpoint() + "/callback/" + CONNECTOR, callback(leave(browser, journey)));
        assertEquals(303, posted.status());
        String location = browser.follow(posted.location(), endpoint()).location();
        subject(app, new Arrived(journey, location));
    }

    @Test
    void aLieEndsOnAPageThatSaysWhoseMoveItIs() {
        provider.claims(claims -> claims.remove("nonce"));
        Browser browser = new Browser();
        String query = query(callback(leave(browser, admin.webApp().journey())));
        Browser.Answer page = browser.follow(endpoint() + "/callback/" + CONNECTOR + "?" + query, endpoint());
        assertEquals(502, page.status());
    }

    @Test
    void aProviderThatCannotBeAskedLeavesThePersonOnThePage() {
        provider.discovery(document -> document.put("issuer", "https://evil.example"));
        Browser browser = new Browser();
        Browser.Answer page = browser.follow(
                admin.webApp().journey().with("direct_sign_in", "social:acme").url(), endpoint());
        assertEquals(200, page.status());

        Browser.Answer pressed =
                browser.post(endpoint() + page.action("/sign-in/social/"), Map.of("csrf", page.field("csrf")));
        assertEquals(502, pressed.status());
    }

    private record Arrived(Journey journey, String location) {}

    private Arrived back(Browser browser, Journey journey) {
        String query = query(callback(leave(browser, journey)));
        return new Arrived(
                journey,
                browser.follow(endpoint() + "/callback/" + CONNECTOR + "?" + query, endpoint())
                        .location());
    }

    private static URI leave(Browser browser, Journey journey) {
        return URI.create(
                browser.get(journey.with("direct_sign_in", "social:acme").url()).location());
    }

    private Map<String, String> callback(URI authorization) {
        Map<String, String> callback = new HashMap<>(provider.visit(authorization));
        callback.put(
                "state", OidcProvider.parameters(authorization.getRawQuery()).get("state"));
        return callback;
    }

    private static String query(Map<String, String> parameters) {
        Query query = new Query();
        parameters.forEach(query::with);
        return query.toString();
    }

    private static String subject(RelyingParty app, Arrived arrived) {
        String idToken = app.redeem(RelyingParty.parameter(arrived.location(), "code"), arrived.journey())
                .then()
                .statusCode(200)
                .extract()
                .path("id_token");
        return Jwt.of(idToken).claims().path("sub").asText();
    }
}
