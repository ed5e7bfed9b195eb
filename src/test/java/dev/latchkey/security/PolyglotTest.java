package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Routes;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A text that runs wherever it is printed unescaped, in every parameter of every page.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolyglotTest {
    private static final String POLYGLOT =
            "javascript:/*--></title></style></textarea><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>";
    private static final List<String> MARKS = List.of("<svg/onload", "onload='+/\"");

    private static final List<String> NAMES = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "state",
            "nonce",
            "prompt",
            "max_age",
            "ui_locales",
            "login_hint",
            "id_token_hint",
            "acr_values",
            "claims",
            "display",
            "request",
            "request_uri",
            "resource",
            "code_challenge",
            "code_challenge_method",
            "direct_sign_in",
            "interaction_mode",
            "id",
            "csrf",
            "username",
            "password",
            "post_logout_redirect_uri",
            "logout_hint",
            "error",
            "error_description",
            "error_uri",
            "code",
            "auth_code",
            "user_code",
            "iss",
            "sid",
            "confirm",
            "claims_locales",
            "first_screen",
            "identifier",
            "terms",
            "name",
            "email",
            "phone");

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void isTextInEveryParameterOfEveryAddress() {
        Routes.all().stream()
                .filter(route -> !route.isOfTheManagementApi())
                .forEach(route -> NAMES.forEach(name -> {
                    String target = endpoint() + route.target("x") + "?" + name + "=" + encode(POLYGLOT);
                    assertHarmless(new Browser().get(target));
                    if (route.hasBody()) {
                        assertHarmless(new Browser().post(endpoint() + route.target("x"), Map.of(name, POLYGLOT)));
                    }
                }));
    }

    @Test
    void isTextInThePathOfEveryAddress() {
        Routes.all().stream()
                .filter(route -> !route.isOfTheManagementApi() && route.path().contains("{"))
                .forEach(route -> assertHarmless(new Browser().get(endpoint() + route.target(encode(POLYGLOT)))));
    }

    @Test
    void isTextInEveryParameterOfAnAuthorizationRequest() {
        for (Journey journey :
                List.of(scene.web().journey(), scene.web().journey().with("response_mode", "form_post"))) {
            for (String name : NAMES) {
                Browser browser = new Browser();
                assertHarmless(browser.follow(journey.with(name, POLYGLOT).url(), endpoint()));
            }
        }
    }

    @Test
    void isTextInTheAnswerThatIsPostedToTheApplication() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin").then().statusCode(200);
        Journey journey =
                scene.web().journey().with("response_mode", "form_post").with("state", POLYGLOT);
        Browser.Answer page = browser.get(journey.url());
        assertTrue(page.body().contains("name=\"state\""), page::body);
        assertHarmless(page);
    }

    @Test
    void isTextOnTheFormsOfASignInUnderWay() {
        scene.admin().offerPasswordsAndRegistration();
        try {
            Browser browser = new Browser();
            Browser.Answer page = browser.follow(
                    scene.web().journey().with("login_hint", POLYGLOT).url(), endpoint());
            assertHarmless(page);
            Map<String, String> form = new HashMap<>(Map.of("username", POLYGLOT, "password", POLYGLOT));
            form.put("csrf", page.field("csrf"));
            assertHarmless(browser.post(endpoint() + page.action("/sign-in/password"), form));
            assertHarmless(browser.post(page.uri().toString().replace("/sign-in?", "/register?"), form));
        } finally {
            scene.admin().socialOnly();
        }
    }

    @Test
    void isTextWhereAProviderSentIt() {
        Browser browser = new Browser();
        String toAlipay = browser.get(scene.web()
                        .journey()
                        .with("direct_sign_in", "social:alipay")
                        .url())
                .location();
        String state = dev.latchkey.testing.RelyingParty.parameter(toAlipay, "state");
        assertHarmless(browser.get(endpoint() + "/callback/" + Admin.ALIPAY + "?state=" + state + "&error="
                + encode(POLYGLOT) + "&error_description=" + encode(POLYGLOT)));
    }

    private static void assertHarmless(Browser.Answer answer) {
        String at = answer.uri() + " answers " + answer.status();
        assertTrue(answer.status() < 500, at);
        Stream.of(answer.header("location"), answer.header("set-cookie"))
                .forEach(header -> MARKS.forEach(mark -> assertFalse(header.contains(mark), at)));
        if (answer.header("content-type").startsWith("text/html")) {
            MARKS.forEach(mark -> assertFalse(answer.body().contains(mark), () -> at + ": " + answer.body()));
            String policy = answer.headers().getOrDefault("content-security-policy", List.of()).stream()
                    .collect(Collectors.joining());
            assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), at + ": " + policy);
            assertFalse(
                    answer.body().matches("(?s).*(href|action|src)=\"javascript:.*"), () -> at + ": " + answer.body());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
