package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.testing.OutboundSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Mistakes of a set-up that Alipay does not refuse are explained where a sign-in fails, in the words of the diagnosis.
class ObstacleTest {
    private static final Alipay alipay = new Alipay();

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    @Test
    void theKeyOfAnotherApp() {
        ObjectNode config = alipay.config().put("alipayPublicKey", Keys.line(Keys.generate()));
        assertExplained("answer.untrusted", WhoCanFix.ADMINISTRATOR, "signing", config);
    }

    @Test
    void anAnswerThatIsNotSigned() {
        alipay.simulator.play(Rule.on(Call.TOKEN), Scenario.Tampering.UNSIGNED);
        assertTold("answer.untrusted", WhoCanFix.ADMINISTRATOR, "signing", alipay.refused(alipay.connector()));
    }

    @Test
    void aGatewayThatIsNotThere() {
        ObjectNode config = alipay.config().put("gatewayUrl", "http://localhost:1/gateway.do");
        assertExplained("gateway.unreachable", WhoCanFix.ADMINISTRATOR, "", config);
    }

    @Test
    void aGatewayThatIsSomethingElse() {
        ObjectNode config = alipay.config()
                .put("gatewayUrl", alipay.simulator.authorizationPage().toString());
        assertExplained("gateway.not_alipay", WhoCanFix.ADMINISTRATOR, "sandbox", config);
    }

    @Test
    void aGatewayThatDoesNotAnswer() {
        try (Alipay slow = new Alipay(Duration.ofSeconds(1))) {
            slow.simulator.play(Rule.always(), new Scenario.Slow(Duration.ofSeconds(4)));
            assertExplained("gateway.slow", WhoCanFix.PROVIDER, "", slow, slow.config());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, gateway.failing, PROVIDER, ''",
        "503, gateway.failing, PROVIDER, ''",
        "429, gateway.failing, PROVIDER, ''",
        "403, gateway.not_alipay, ADMINISTRATOR, sandbox",
        "404, gateway.not_alipay, ADMINISTRATOR, sandbox",
    })
    void aStatusOfHttp(int status, String code, WhoCanFix who, String page) {
        alipay.simulator.play(Rule.always(), new Scenario.Status(status));
        assertExplained(code, who, page, alipay.config());
    }

    @Test
    void anAddressThatNobodyMayBeCalledAt() {
        try (Alipay guarded = new Alipay(new OutboundSettings(Duration.ofSeconds(1), false, 64, 64))) {
            assertExplained("gateway.forbidden", WhoCanFix.ADMINISTRATOR, "", guarded, guarded.config());
        }
    }

    @Test
    void moreCallsThanAreAllowed() {
        assertEquals(Obstacle.GATEWAY_BUSY, Obstacle.of(OutboundException.Reason.BUSY));
    }

    @Test
    void aCallbackOfAnotherApp() {
        Map<String, String> callback = new HashMap<>(alipay.callback("lin", "auth_user"));
        callback.put("app_id", "2021000000000077");
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> alipay.connector().identify(Arrival.of(callback, Alipay.CALLBACK)));
        assertTold("callback.other_app", WhoCanFix.ADMINISTRATOR, "app", failure);
    }

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void speaksBothLanguages(Obstacle obstacle) {
        Explanation explanation = obstacle.explanation();
        for (String text :
                new String[] {explanation.text().chinese(), explanation.remedy().chinese()}) {
            assertTrue(text.codePoints().anyMatch(Character::isIdeographic), text);
        }
        assertTrue(explanation.text().english().chars().allMatch(c -> c < 128));
    }

    private static void assertExplained(String code, WhoCanFix who, String page, ObjectNode config) {
        assertExplained(code, who, page, alipay, config);
    }

    /// What the diagnosis finds is what the record of a sign-in explains.
    private static void assertExplained(String code, WhoCanFix who, String page, Alipay alipay, ObjectNode config) {
        ConnectorException failure = alipay.refused(alipay.connector(config));
        assertTold(code, who, page, failure);
        Explanation explanation = failure.explanation().orElseThrow();
        Finding finding = alipay.diagnose(config, Clock.systemUTC()).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertEquals(finding.sentence(), explanation.text());
        assertEquals(finding.remedy(), explanation.remedy());
        assertEquals(finding.where(), explanation.where());
    }

    private static void assertTold(String code, WhoCanFix who, String page, ConnectorException failure) {
        Explanation explanation = failure.explanation().orElseThrow();
        assertEquals(code, explanation.code());
        assertEquals(who, failure.whoCanFix());
        assertEquals(page, explanation.page());
        assertEquals(page.isEmpty() ? 2 : 3, explanation.told().size());
    }
}
