package dev.latchkey.testing;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;

import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.RelyingParty.Journey;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two providers of the tests' own, `acme` and `beta`, an application, and a page that offers both with passwords.
/// A person is told as `<id>`, `<id>~<e-mail>` or, with a verified address, `<id>~<e-mail>!`; a phone number likewise,
/// after a further `~` and with its plus sign encoded.
public record TwoProviders(Admin admin, RelyingParty app) implements AutoCloseable {
    public static final String ACME = "acme";
    public static final String BETA = "beta";
    public static final String PASSWORD = "bicycle under the plum tree";

    public static TwoProviders set() {
        Admin admin = new Admin();
        for (String target : List.of(ACME, BETA)) {
            admin.request()
                    .body(Map.of(
                            "id",
                            target,
                            "connectorId",
                            TestProvider.STANDARD,
                            "config",
                            Map.of("appId", "app-1", "secret", "sesame"),
                            "metadata",
                            Map.of("target", target, "name", Map.of("en", target))))
                    .post("/api/connectors")
                    .then()
                    .statusCode(200);
        }
        TwoProviders two = new TwoProviders(admin, admin.webApp());
        two.plain();
        return two;
    }

    /// Nothing is asked for, nobody's word is taken, and both ways are open.
    public void plain() {
        trust(ACME, false);
        trust(BETA, false);
        Map<String, Object> change = new HashMap<>(Map.of(
                "signUp",
                Map.of("identifiers", List.of(), "password", false, "verify", false),
                "signIn",
                Admin.BY_PASSWORD,
                "socialSignInConnectorTargets",
                List.of(ACME, BETA),
                "socialSignIn",
                Map.of(),
                "agreeToTermsPolicy",
                "Automatic",
                "signInMode",
                "SignInAndRegister"));
        change.put("termsOfUseUrl", null);
        admin.experience(change);
    }

    public void trust(String connector, boolean trusted) {
        admin.request()
                .body(Map.of("trustAddresses", trusted))
                .patch("/api/connectors/" + connector)
                .then()
                .statusCode(200);
    }

    public void askForUsername() {
        admin.experience(
                Map.of("signUp", Map.of("identifiers", List.of("username"), "password", true, "verify", false)));
    }

    public void askForTerms(String policy) {
        admin.experience(Map.of("agreeToTermsPolicy", policy, "termsOfUseUrl", "https://example.com/terms"));
    }

    /// @return the id of a new person
    public String person(Map<String, Object> fields) {
        return admin.request()
                .body(fields)
                .post("/api/users")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    public void identity(String userId, String target, String id) {
        admin.request()
                .body(Map.of("userId", id))
                .put("/api/users/" + userId + "/identities/" + target)
                .then()
                .statusCode(201);
    }

    public Answer openPage(Browser browser) {
        return openPage(browser, app.journey());
    }

    public Answer openPage(Browser browser, Journey journey) {
        return browser.follow(journey.url(), endpoint());
    }

    /// Presses the provider's button on this page, and comes back as that person.
    public static Answer visit(Browser browser, Answer page, String connector, String person) {
        return comeBack(browser, connector, leave(browser, page, "/sign-in/social/", connector), person);
    }

    /// @return the state to bring back
    public static String leave(Browser browser, Answer page, String path, String connector) {
        Map<String, String> form = new HashMap<>(Map.of("csrf", page.field("csrf")));
        if (page.body().contains("name=\"pending\"")) {
            form.put("pending", page.field("pending"));
        }
        return parameter(
                browser.post(endpoint() + page.action(path + connector), form).location(), "state");
    }

    public static Answer comeBack(Browser browser, String connector, String state, String person) {
        return browser.get(endpoint() + "/callback/" + connector + "?state=" + state + "&code=is:" + person);
    }

    /// @return the person's id
    public String signIn(Browser browser, String connector, String person) {
        return signIn(browser, app.journey(), connector, person);
    }

    public String signIn(Browser browser, Journey journey, String connector, String person) {
        Answer back = visit(browser, openPage(browser, journey), connector, person);
        return subject(browser, journey, back);
    }

    /// Whom the application sees when the browser goes on from there.
    public String subject(Browser browser, Journey journey, Answer answer) {
        return Jwt.of(tokens(browser, journey, answer).path("id_token"))
                .claims()
                .get("sub")
                .asText();
    }

    /// What the application gets when the browser goes on from there.
    public Response tokens(Browser browser, Journey journey, Answer answer) {
        String end = browser.follow(answer.location(), endpoint()).location();
        return app.redeem(parameter(end, "code"), journey);
    }

    @Override
    public void close() {
        plain();
        admin.socialOnly();
        for (String target : List.of(ACME, BETA)) {
            admin.request().delete("/api/connectors/" + target).then().statusCode(204);
        }
    }
}
