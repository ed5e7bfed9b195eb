package dev.latchkey.management;

import static dev.latchkey.testing.Management.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 2, "Language of messages": by `Accept-Language`.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ErrorLanguageTest {
    private static final Pattern CODE = Pattern.compile(
            "\"((?:application|auth|connector|entity|guard|oidc|password|request|resource|session|user)\\.[a-z_.]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "zh", "zh-TW, en;q=0.5", "fr, zh-CN;q=0.9, en;q=0.8"})
    void refusesInChinese(String acceptLanguage) {
        admin().header("Accept-Language", acceptLanguage)
                .when()
                .get("/api/users/nobody")
                .then()
                .statusCode(404)
                .header("Vary", "Accept-Language")
                .body("code", equalTo("entity.not_found"))
                .body("message", equalTo("找不到该条目。"))
                .body("details", equalTo("There is no user with the id nobody."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "en, zh-CN;q=0.9", "zh-CN;q=0", "*", ";;;", "zh-CN;q=nonsense"})
    void refusesInEnglishOtherwise(String acceptLanguage) {
        admin().header("Accept-Language", acceptLanguage)
                .when()
                .get("/api/users/nobody")
                .then()
                .statusCode(404)
                .body("message", equalTo("There is no user with the id nobody."))
                .body("details", nullValue());
    }

    @Test
    void namesThePlaceOfAMistakeInBothLanguages() {
        admin().header("Accept-Language", "zh-CN")
                .body("{\"type\":\"SPA\"}")
                .when()
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("message", equalTo("请求内容无效。"))
                .body("details", equalTo("name: must not be blank"));
    }

    @Test
    void tellsAStrangerInChineseToo() {
        given().header("Accept-Language", "zh-CN")
                .when()
                .get("/api/users")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("message", equalTo("缺少 Authorization 请求头。"));
    }

    @Test
    void knowsEveryCode() throws IOException {
        Set<String> untranslated = new TreeSet<>(codes());
        untranslated.removeIf(code -> ChineseMessages.of(code).isPresent());
        assertEquals(Set.of(), untranslated);
    }

    private static List<String> codes() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(ErrorLanguageTest::codesIn)
                    .toList();
        }
    }

    private static Stream<String> codesIn(Path source) {
        try {
            return CODE.matcher(Files.readString(source)).results().map((MatchResult match) -> match.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
