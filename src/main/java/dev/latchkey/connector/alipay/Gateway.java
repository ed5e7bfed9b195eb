package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Alipay's gateway: signed calls out, believable answers back, every failure told apart.
final class Gateway {
    private final AlipayConfig config;
    private final OutboundClient client;
    private final Clock clock;
    private final AnswerReader reader;
    private final AtomicReference<Duration> clockSkew = new AtomicReference<>();

    Gateway(AlipayConfig config, OutboundClient client, Clock clock, LearntCertificates learnt) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.reader = new AnswerReader(config, keys(learnt));
    }

    /// How far this server's clock was ahead of Alipay's at the last call.
    Optional<Duration> clockSkew() {
        return Optional.ofNullable(clockSkew.get());
    }

    private KeyRing keys(LearntCertificates learnt) {
        return switch (config.trust()) {
            case Trust.Keys(var key) -> ignored -> key;
            case Trust.Certificates trust ->
                new CertificateRing(config.appId(), trust, learnt, this::certificate, clock);
        };
    }

    /// Trades the code of a callback, once, whatever comes of it.
    GatewayAnswer token(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        return call(GatewayMethod.TOKEN, parameters);
    }

    /// Asks whom an access token belongs to.
    GatewayAnswer userInfo(String accessToken) {
        return call(GatewayMethod.USER_INFO, Map.of("auth_token", accessToken));
    }

    /// The file with Alipay's certificate of this serial number.
    private String certificate(String serial) {
        GatewayAnswer answer =
                call(GatewayMethod.CERTIFICATE, Map.of("biz_content", "{\"alipay_cert_sn\":\"" + serial + "\"}"));
        String content = answer.fields()
                .text("alipay_cert_content")
                .orElseThrow(() -> new MalformedAnswerException("Alipay does not hand out its certificate."));
        try {
            return new String(Base64.getMimeDecoder().decode(content), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException _) {
            throw new MalformedAnswerException("Alipay's certificate cannot be read.");
        }
    }

    private GatewayAnswer call(GatewayMethod method, Map<String, String> parameters) {
        Instant before = clock.instant();
        GatewayRequest request = GatewayRequest.signed(config, method, parameters, before);
        OutboundResponse response = exchange(request);
        ClockSkew.of(response, before, clock.instant()).ifPresent(clockSkew::set);
        if (!response.isSuccess()) {
            throw failed(response, method);
        }
        try {
            return reader.read(response, request);
        } catch (MalformedAnswerException e) {
            throw e.failure(CallTrace.of(method, response));
        }
    }

    private OutboundResponse exchange(GatewayRequest request) {
        HttpRequest http = request.http(config.gateway());
        try {
            return send(http, request.method().isRepeatable());
        } catch (OutboundException e) {
            throw new ConnectorException(
                            ConnectorError.of(e.reason()),
                            "Alipay's gateway " + e.getMessage() + ".",
                            CallTrace.of(request.method()))
                    .because(Obstacle.of(e.reason()).explanation());
        }
    }

    /// A broken connection is tried once more; a timeout is not, the person has waited long enough.
    private OutboundResponse send(HttpRequest http, boolean repeatable) {
        try {
            return client.send(http);
        } catch (OutboundException e) {
            if (repeatable && e.reason() == OutboundException.Reason.CONNECTION) {
                return client.send(http);
            }
            throw e;
        }
    }

    private static ConnectorException failed(OutboundResponse response, GatewayMethod method) {
        Obstacle obstacle = Obstacle.ofStatus(response.status());
        return new ConnectorException(
                        obstacle == Obstacle.GATEWAY_FAILING
                                ? ConnectorError.UNAVAILABLE
                                : ConnectorError.INVALID_RESPONSE,
                        "Alipay's gateway answered with HTTP status " + response.status() + ".",
                        CallTrace.of(method, response))
                .because(obstacle.explanation());
    }
}
