package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.Finding.Severity;
import dev.latchkey.connector.Words;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the gateway with a code and a token that nobody has. What it complains about tells how far the
/// call came: about the code, and the signature was accepted before.
final class GatewayProbe {
    private static final String NOTHING = "latchkey-diagnosis";
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final Words ACCEPTED =
            new Words("Alipay accepted the signature: it went on to look at the code.", "支付宝已接受签名：已开始校验授权码。");
    private static final Words PERMITTED = new Words("The app may ask who people are.", "应用有权获取会员信息。");

    private final AlipayConfig config;
    private final OutboundClient client;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    GatewayProbe(AlipayConfig config, OutboundClient client, Clock clock) {
        this.config = config;
        this.client = client;
        this.clock = clock;
    }

    List<Finding> findings() {
        boolean accepted = ask(GatewayMethod.TOKEN, Map.of("grant_type", "authorization_code", "code", NOTHING), true)
                .filter(refused -> judge(refused, Cause.CODE_INVALID, "signature.accepted", ACCEPTED))
                .isPresent();
        if (accepted && !config.asksForTheIdOnly()) {
            ask(GatewayMethod.USER_INFO, Map.of("auth_token", NOTHING), false)
                    .ifPresent(refused -> judge(refused, Cause.TOKEN_INVALID, "permission.given", PERMITTED));
        }
        return findings;
    }

    /// @param request what was refused
    private record Refused(GatewayError error, GatewayRequest request) {}

    /// @return the refusal, if there is one that can be read
    private Optional<Refused> ask(GatewayMethod method, Map<String, String> parameters, boolean first) {
        Instant before = clock.instant();
        GatewayRequest request = GatewayRequest.signed(config, method, parameters, before);
        try {
            OutboundResponse response = client.send(request.http(config.gateway()));
            if (first) {
                ClockSkew.of(response, before, clock.instant()).ifPresent(this::reportClock);
            }
            return read(response, request, first);
        } catch (OutboundException e) {
            findings.add(met(Obstacle.of(e.reason()), e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Refused> read(OutboundResponse response, GatewayRequest request, boolean first) {
        if (!response.isSuccess()) {
            findings.add(met(Obstacle.ofStatus(response.status()), "HTTP " + response.status()));
            return Optional.empty();
        }
        try {
            Envelope envelope = Envelope.parse(
                    new String(response.body(), config.charset().charset()),
                    request.method().nodeName());
            Optional<String> raw = envelope.error().or(envelope::answer);
            Optional<GatewayError> error = raw.map(Envelope::object).flatMap(GatewayError::in);
            if (error.isEmpty()) {
                findings.add(met(Obstacle.GATEWAY_NOT_ALIPAY, "it accepts what is wrong"));
                return Optional.empty();
            }
            if (first) {
                reportSignature(envelope, raw.get());
            }
            return error.map(found -> new Refused(found, request));
        } catch (MalformedAnswerException _) {
            findings.add(met(Obstacle.GATEWAY_NOT_ALIPAY, "no JSON as Alipay sends it"));
            return Optional.empty();
        }
    }

    /// @return whether it is the complaint that was hoped for
    private boolean judge(Refused refused, Cause hopedFor, String code, Words sentence) {
        GatewayError error = refused.error();
        Cause cause = Cause.of(error);
        if (cause == hopedFor) {
            findings.add(Finding.ok(code, sentence).with(Map.of("sub_code", error.subCode())));
            return true;
        }
        findings.add(
                error.subCode().equals("isv.invalid-signature")
                        ? SignatureComparison.of(error, refused.request(), config)
                        : refusal(cause, error));
        return false;
    }

    private static Finding refusal(Cause cause, GatewayError error) {
        Explanation explanation = cause.explanation();
        Severity severity = cause == Cause.BUSY || cause == Cause.LIMIT ? Severity.WARNING : Severity.ERROR;
        return new Finding(
                "alipay." + explanation.code(),
                severity,
                explanation.text(),
                explanation.remedy(),
                explanation.where(),
                said(error));
    }

    static Map<String, Object> said(GatewayError error) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", error.code());
        data.put("sub_code", error.subCode());
        data.put("sub_msg", error.subMsg());
        data.values().removeIf(""::equals);
        return data;
    }

    /// Refusals are signed too, mostly: a chance to check the other key without a person.
    private void reportSignature(Envelope envelope, String raw) {
        Optional<PublicHalf> key =
                switch (config.trust()) {
                    case Trust.Keys(var alipayKey) -> alipayKey;
                    case Trust.Certificates trust ->
                        envelope.certificateSerial()
                                        .filter(serial -> !serial.equals(
                                                trust.alipayLeaf().serial()))
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of(trust.alipayLeaf().publicHalf());
                };
        if (key.isEmpty() || envelope.sign().isEmpty()) {
            return;
        }
        try {
            new AnswerVerifier(key.get(), config.signType(), config.charset().charset()).verified(raw, envelope.sign());
            findings.add(Finding.ok(
                    "answer.verified", new Words("Alipay's answer is signed with the known key.", "支付宝响应的签名验证通过。")));
        } catch (MalformedAnswerException _) {
            findings.add(Obstacle.ANSWER_UNTRUSTED.finding());
        }
    }

    private void reportClock(Duration skew) {
        Map<String, Object> data = Map.of("seconds", skew.toSeconds());
        findings.add(
                skew.abs().compareTo(TOLERANCE) > 0
                        ? Finding.warning(
                                        "clock.skewed",
                                        new Words(
                                                "The clock of this server is wrong by " + skew.toSeconds()
                                                        + " seconds.",
                                                "本服务器的时钟偏差 " + skew.toSeconds() + " 秒。"),
                                        new Words("Set it by NTP.", "请通过 NTP 校准。"))
                                .with(data)
                        : Finding.ok("clock.right", new Words("The clocks of both sides agree.", "双方时钟一致。"))
                                .with(data));
    }

    private static Finding met(Obstacle obstacle, String detail) {
        return obstacle.finding().with(Map.of("detail", detail));
    }
}
