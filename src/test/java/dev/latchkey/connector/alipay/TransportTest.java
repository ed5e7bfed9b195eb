package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.RecordedCall;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.simulator.Scenario.Breakage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A gateway that is down, slow or breaks off, and what is tried again (C4, C11).
class TransportTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final String TOKEN = "alipay.system.oauth.token";
    private static final String USER_INFO = "alipay.user.info.share";

    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay(TIMEOUT);
        alipay.signIn("lin"); // the classes are loaded, the time of the first call is not measured
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @BeforeEach
    void reset() {
        alipay.simulator.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void reportsAServerThatFailsAsUnavailable(int status) {
        alipay.simulator.play(Rule.on(Call.TOKEN), new Scenario.Status(status));
        assertEquals(ConnectorError.UNAVAILABLE, refused().error());
        assertEquals(List.of(TOKEN), methods());
    }

    @ParameterizedTest
    @EnumSource(
            value = Breakage.class,
            names = {"RESET", "CUT_OFF"})
    void neverTriesTheTokenCallAgain(Breakage breakage) {
        alipay.simulator.play(Rule.on(Call.TOKEN), breakage);
        assertEquals(ConnectorError.UNAVAILABLE, refused().error());
        assertEquals(List.of(TOKEN), methods());
    }

    @ParameterizedTest
    @EnumSource(
            value = Breakage.class,
            names = {"RESET", "CUT_OFF"})
    void triesUserInfoOnceMoreWhenTheConnectionBroke(Breakage breakage) {
        alipay.simulator.play(Rule.on(Call.USER_INFO).justOnce(), breakage);
        assertEquals(Optional.of("林小雨🌧"), alipay.signIn("lin").name());
        assertEquals(List.of(TOKEN, USER_INFO, USER_INFO), methods());
    }

    @Test
    void triesUserInfoNotMoreThanTwice() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Breakage.RESET);
        assertEquals(ConnectorError.UNAVAILABLE, refused().error());
        assertEquals(List.of(TOKEN, USER_INFO, USER_INFO), methods());
    }

    @Test
    void doesNotRepeatWhatWasAnswered() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), new Scenario.Status(500));
        assertEquals(ConnectorError.UNAVAILABLE, refused().error());
        assertEquals(List.of(TOKEN, USER_INFO), methods());
    }

    @Test
    void waitsNoLongerThanTheTimeoutForAnAnswer() {
        alipay.simulator.play(Rule.on(Call.TOKEN), new Scenario.Slow(Duration.ofSeconds(20)));
        assertUnavailableInTime();
    }

    @Test
    void waitsNoLongerThanTheTimeoutForAnAnswerThatDrips() {
        alipay.simulator.play(Rule.on(Call.TOKEN), new Scenario.Drip(Duration.ofMillis(100)));
        assertUnavailableInTime();
    }

    @Test
    void takesAnAnswerThatIsSlowButInTime() {
        alipay.simulator.play(Rule.on(Call.TOKEN), new Scenario.Slow(Duration.ofMillis(100)));
        assertEquals(Optional.of("林小雨🌧"), alipay.signIn("lin").name());
    }

    @Test
    void reportsAGatewayThatIsNotThereAsUnavailable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var config = alipay.config().put("gatewayUrl", "http://localhost:" + port + "/gateway.do");
        ConnectorException refusal = alipay.refused(alipay.connector(config));
        assertEquals(ConnectorError.UNAVAILABLE, refusal.error());
        assertTrue(refusal.getMessage().contains("localhost cannot be reached"), refusal.getMessage());
    }

    @Test
    void tellsNothingOfWhatWasSent() {
        alipay.simulator.play(Rule.on(Call.TOKEN), Breakage.RESET);
        ConnectorException refusal = refused();
        String code = alipay.simulator.calls().getFirst().parameters().get("code");
        assertFalse((refusal.getMessage() + refusal.data()).contains(code));
        assertFalse(refusal.getMessage().contains("sign="));
    }

    private static void assertUnavailableInTime() {
        long start = System.nanoTime();
        assertEquals(ConnectorError.UNAVAILABLE, refused().error());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.compareTo(TIMEOUT.multipliedBy(2)) < 0, () -> "took " + taken);
    }

    private static ConnectorException refused() {
        return alipay.refused(alipay.connector());
    }

    private static List<String> methods() {
        return alipay.simulator.calls().stream().map(RecordedCall::method).toList();
    }
}
