package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import dev.latchkey.simulator.AlipaySimulator;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An administrator with the management API, through real HTTP.
public final class Admin {
    /// The connector that tests sign people in with.
    public static final String ALIPAY = "alipay-test";

    /// The connector for apps with Alipay's SDK.
    public static final String ALIPAY_NATIVE = "alipay-app";

    /// `signIn` of a page on which people have a username and a password.
    public static final Map<String, Object> BY_PASSWORD = Map.of(
            "methods",
            List.of(Map.of(
                    "identifier", "username", "password", true, "verificationCode", false, "isPasswordPrimary", true)));

    {
        // before the first test of a class nobody has told REST Assured where the service is
        RestAssured.port = URI.create(RelyingParty.endpoint()).getPort();
    }

    private final String token = given().auth()
            .preemptive()
            .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
            .formParam("grant_type", "client_credentials")
            .formParam("resource", "urn:latchkey:management")
            .formParam("scope", "all")
            .post("/oidc/token")
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /// Creates an application and returns it with its first secret, if it has one.
    public RelyingParty application(String type, Map<String, Object> oidc, Map<String, Object> custom) {
        return application(
                Map.of("name", "Bookstore", "type", type, "oidcClientMetadata", oidc, "customClientMetadata", custom));
    }

    /// Creates a web application that people have to allow what it wants.
    public RelyingParty thirdParty(String name, Map<String, Object> oidc, Map<String, Object> custom) {
        return application(Map.of(
                "name", name,
                "type", "Traditional",
                "isThirdParty", true,
                "oidcClientMetadata", oidc,
                "customClientMetadata", custom));
    }

    public RelyingParty application(Map<String, Object> application) {
        String id = request()
                .body(application)
                .post("/api/applications")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        List<String> secrets = request()
                .get("/api/applications/{id}/secrets", id)
                .then()
                .statusCode(200)
                .extract()
                .path("value");
        Map<?, ?> oidc = (Map<?, ?>) application.get("oidcClientMetadata");
        List<?> redirectUris = (List<?>) oidc.get("redirectUris");
        return new RelyingParty(
                id,
                secrets.isEmpty() ? null : secrets.getFirst(),
                redirectUris == null ? null : (String) redirectUris.getFirst());
    }

    /// The app of the tutorial "Alipay (Web) with Capacitor".
    public RelyingParty nativeApp() {
        return application(
                "Native",
                Map.of(
                        "redirectUris", List.of("com.example.app://callback"),
                        "postLogoutRedirectUris", List.of("com.example.app://callback/sign-out")),
                Map.of());
    }

    /// The app of the tutorial "Alipay (Native) with Next.js".
    public RelyingParty webApp() {
        return application(
                "Traditional",
                Map.of(
                        "redirectUris", List.of("http://localhost:3000/callback"),
                        "postLogoutRedirectUris", List.of("http://localhost:3000/")),
                Map.of());
    }

    /// Puts "Continue with Alipay" on a social-only page, by way of this simulator.
    public void connectAlipay(AlipaySimulator simulator) {
        connectAlipay(ALIPAY, simulator);
        socialOnly();
    }

    public void connectAlipay(String id, AlipaySimulator simulator) {
        connect(id, "alipay-web", config(simulator));
    }

    /// As [#connectAlipay], by the connector of the tutorial "Alipay (Native)".
    ///
    /// @param more what else the configuration says
    public void connectAlipayNative(AlipaySimulator simulator, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(config(simulator));
        config.putAll(more);
        connect(ALIPAY_NATIVE, "alipay-native", config);
        socialOnly();
    }

    /// Takes a connector away, if it is there.
    public void disconnect(String connectorId) {
        request().delete("/api/connectors/" + connectorId);
    }

    private static Map<String, Object> config(AlipaySimulator simulator) {
        return Map.of(
                "appId", simulator.defaultApp().appId(),
                "privateKey", simulator.defaultApp().privateKeyPem(),
                "signType", "RSA2",
                "alipayPublicKey", simulator.alipayPublicKey(),
                "gatewayUrl", simulator.gateway().toString(),
                "authorizationUrl", simulator.authorizationPage().toString());
    }

    private void connect(String id, String factory, Map<String, Object> config) {
        boolean exists = request().get("/api/connectors/" + id).statusCode() == 200;
        if (exists) {
            request()
                    .body(Map.of("config", config))
                    .patch("/api/connectors/" + id)
                    .then()
                    .statusCode(200);
        } else {
            request()
                    .body(Map.of("id", id, "connectorId", factory, "config", config))
                    .post("/api/connectors")
                    .then()
                    .statusCode(200);
        }
    }

    public void socialOnly() {
        experience(Map.of(
                "signUp", Map.of("identifiers", List.of(), "password", false, "verify", false),
                "signIn", Map.of("methods", List.of()),
                "socialSignInConnectorTargets", List.of("alipay"),
                "signInMode", "SignInAndRegister"));
    }

    /// Lets people who have a password sign in by it, beside what the page offers already.
    public void offerPasswords() {
        experience(Map.of("signIn", BY_PASSWORD));
    }

    public void offerPasswordsAndRegistration() {
        experience(Map.of(
                "signUp",
                Map.of("identifiers", List.of("username"), "password", true, "verify", false),
                "signIn",
                BY_PASSWORD));
    }

    public void experience(Map<String, Object> change) {
        request().body(change).patch("/api/sign-in-exp").then().statusCode(200);
    }
}
