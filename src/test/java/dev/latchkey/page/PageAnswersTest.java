package dev.latchkey.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages are sent with.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class PageAnswersTest {
    @Inject
    Stylesheet stylesheet;

    @Test
    void letsNothingRunAndNobodyFrameIt() {
        page("/test/pages/sign-in")
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header(
                        "Content-Security-Policy",
                        matchesPattern(
                                "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; "
                                        + "img-src 'self' https: data:; form-action 'self' https: http://127\\.0\\.0\\.1:[0-9]+; "
                                        + "frame-ancestors 'none'; base-uri 'none'"))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Cross-Origin-Opener-Policy", equalTo(null));
    }

    @Test
    void aPageThatNoAppIsAroundHasNoScript() {
        page("/test/pages/sign-out").header("Content-Security-Policy", not(containsString("script-src")));
    }

    /// Where the person goes on in another browser, a button would lead them astray.
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void showsEveryTroubleWithItsStatusAndAWayOn(Trouble trouble) {
        Matcher<String> button = containsString("class=\"button primary\" href=");
        page("/test/pages/" + trouble)
                .statusCode(trouble.status())
                .body(containsString("<h1>"), trouble.isTheEnd() ? not(button) : button);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "register", "sign-out", "request-invalid"})
    void escapesOnce(String name) {
        given().queryParam("text", "<b>A&B'\"</b>")
                .accept("text/html")
                .get("/test/pages/" + name)
                .then()
                .body(containsString("&lt;b&gt;A&amp;B&#39;&quot;&lt;/b&gt;"), not(containsString("&amp;amp;")))
                .body(not(containsString("<b>")));
    }

    @Test
    void neverSendsAPasswordBack() {
        page("/test/pages/sign-in-wrong").body(containsString("value=\"alice\""));
        page("/test/pages/sign-in-wrong").body(matchesPattern("(?s).*<input id=\"password\" (?!.*value).*"));
    }

    @Test
    void keepsTheStyleSheetForEverUnderItsName() {
        page(stylesheet.href())
                .statusCode(200)
                .contentType(startsWith("text/css"))
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }

    @Test
    void doesNotKeepAStyleSheetOfAnotherVersion() {
        page("/assets/page/000000000000.css").statusCode(200).header("Cache-Control", "no-store");
    }

    @Test
    void saysAtTheFrontDoorThatThereIsNothingToDo() {
        page("/").statusCode(200).body(containsString("This is a sign-in service"));
        given().header("Accept-Language", "zh-CN").get("/").then().header("Content-Language", "zh-CN");
    }

    @Test
    void showsBrowsersAPageWhereNothingIs() {
        page("/nothing/here").statusCode(404).body(containsString("There is nothing here"));
    }

    @Test
    void tellsProgramsTheBareStatus() {
        given().accept("application/json")
                .get("/nothing/here")
                .then()
                .statusCode(404)
                .body(equalTo(""));
        given().accept("*/*").get("/nothing/here").then().statusCode(404).body(equalTo(""));
    }

    private static ValidatableResponse page(String path) {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(path)
                .then();
    }
}
