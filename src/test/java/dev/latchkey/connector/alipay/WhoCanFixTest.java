package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Refusal;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The record of a refused sign-in names one who can fix it, whichever of Alipay's codes it was refused with.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoCanFixTest {
    private static final Pattern SUPPORT_ID = Pattern.compile("<code>([2-9A-HJ-NP-Z]{8})</code>");

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    static Stream<String> subCodes() {
        return Stream.concat(
                Arrays.stream(Cause.values()).flatMap(cause -> cause.subCodes().stream()),
                Stream.of("isv.something-new"));
    }

    @ParameterizedTest
    @MethodSource("subCodes")
    void isOneAndTheSame(String subCode) {
        scene.alipay().reset();
        scene.alipay().play(Rule.on(Call.TOKEN), Refusal.of("40002", subCode));
        Browser browser = new Browser();
        String toAlipay = browser.get(scene.web()
                        .journey()
                        .with("direct_sign_in", "social:alipay")
                        .url())
                .location();

        Browser.Answer page = browser.get(browser.get(toAlipay + "&person=lin").location());

        JsonPath record = record(page);
        assertEquals(subCode, record.getString("[0].payload.data.sub_code"));
        assertEquals(
                record.getString("[0].payload.whoCanFix").toLowerCase(Locale.ROOT),
                record.getString("[0].payload.fix.who"));
    }

    private JsonPath record(Browser.Answer page) {
        Matcher code = SUPPORT_ID.matcher(page.body());
        assertTrue(code.find(), page.body());
        return scene.admin()
                .request()
                .get("/api/logs?supportId=" + code.group(1))
                .jsonPath();
    }
}
