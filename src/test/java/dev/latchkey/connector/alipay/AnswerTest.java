package dev.latchkey.connector.alipay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.platform.OutboundResponse;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.simulator.Scenario.Breakage;
import dev.latchkey.simulator.Scenario.Tampering;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which answers are believed (B3, C6).
class AnswerTest {
    private static final Charset GBK = Charset.forName("GBK");

    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    static Stream<Tampering> alterations() {
        return Stream.of(
                Tampering.UNSIGNED,
                Tampering.FLIPPED_SIGNATURE,
                Tampering.FLIPPED_BODY,
                Tampering.SECOND_NODE,
                Tampering.SECOND_NODE_ESCAPED);
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void areRefusedWhenTheyAreNotAsAlipaySignedThem(Tampering tampering) {
        for (Call call : Call.SIGN_IN) {
            alipay.simulator.play(Rule.on(call).justOnce(), tampering);
            assertEquals(
                    ConnectorError.INVALID_RESPONSE, refused(alipay.config()).error(), call.name());
        }
    }

    @Test
    void areRefusedWhenSomebodyElseSignedThem() {
        String other = Keys.line(Keys.fresh().alipay());
        ConnectorException refusal = refused(alipay.config().put("alipayPublicKey", other));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal.error());
        assertTrue(refusal.getMessage().contains("alipayPublicKey"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            names = {"ESCAPED_SLASHES", "REORDERED"})
    void areBelievedInEveryFormThatTheGatewayUses(Tampering form) {
        alipay.simulator.play(Rule.always(), form);
        assertEquals(
                Optional.of("https://avatars.example.com/lin.png"),
                alipay.signIn("lin").avatar());
    }

    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            names = {"UNSIGNED", "FLIPPED_SIGNATURE", "ESCAPED_SLASHES", "REORDERED"})
    void areBelievedUnverifiedOnlyWithoutAKey(Tampering tampering) {
        alipay.simulator.play(Rule.always(), tampering);
        ObjectNode config = alipay.config().put("alipayPublicKey", "");
        assertEquals(
                Optional.of("林小雨🌧"),
                alipay.signIn(alipay.connector(config), "lin").name());
    }

    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            names = {"SECOND_NODE", "SECOND_NODE_ESCAPED"})
    void areNeverAllowedToHaveTheSameNodeTwice(Tampering tampering) {
        alipay.simulator.play(Rule.always(), tampering);
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                refused(alipay.config().put("alipayPublicKey", "")).error());
    }

    static Stream<Scenario> broken() {
        return Stream.of(
                Breakage.TRUNCATED,
                Breakage.HTML,
                Breakage.EMPTY,
                Breakage.OVERSIZE,
                Breakage.REDIRECT,
                new Scenario.Status(404));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void areRefusedWhenTheyCannotBeRead(Scenario breakage) {
        for (Call call : Call.SIGN_IN) {
            alipay.simulator.play(Rule.on(call).justOnce(), breakage);
            assertEquals(
                    ConnectorError.INVALID_RESPONSE, refused(alipay.config()).error(), call.name());
        }
        assertEquals(
                0,
                alipay.simulator.calls().stream()
                        .filter(call -> call.rawQuery().contains("followed"))
                        .count());
    }

    @Test
    void areBelievedOnlyAsTheTextThatWasSigned() {
        String signed = "{\"x\":\"\\/\"}"; // an escaped slash
        String sent = "{\"x\":\"\\\\/\"}"; // an escaped backslash, and a slash
        MerchantKey pair = MerchantKey.parse(Keys.pem(Alipay.KEYS.alipay()), SignType.Family.RSA);
        byte[] signature = pair.sign(SignType.RSA2, signed.getBytes(UTF_8));
        AnswerVerifier verifier = new AnswerVerifier(pair.publicHalf(), SignType.RSA2, UTF_8);

        String believed =
                verifier.verified(sent, Optional.of(Base64.getEncoder().encodeToString(signature)));
        assertEquals("/", Envelope.object(believed).path("x").textValue());
    }

    @Test
    void areRefusedInAnotherCharsetButTheirErrorsAreReported() {
        byte[] good = "{\"alipay_system_oauth_token_response\":{\"user_id\":\"1\",\"x\":\"林\"}}".getBytes(GBK);
        assertThrows(MalformedAnswerException.class, () -> read(good));
        byte[] error = "{\"error_response\":{\"sub_code\":\"isv.code-invalid\",\"sub_msg\":\"授权码\"}}".getBytes(GBK);
        ConnectorException refusal = assertThrows(ConnectorException.class, () -> read(error));
        assertEquals(ConnectorError.AUTH_CODE_INVALID, refusal.error());
    }

    private static GatewayAnswer read(byte[] body) {
        AlipayConfig config = AlipayConfigReader.read(alipay.config().put("alipayPublicKey", ""));
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new AnswerReader(config, serial -> Optional.empty())
                .read(
                        new OutboundResponse(200, none, body),
                        GatewayRequest.signed(config, GatewayMethod.TOKEN, Map.of("code", "x"), Instant.EPOCH));
    }

    private static ConnectorException refused(ObjectNode config) {
        return alipay.refused(alipay.connector(config));
    }
}
