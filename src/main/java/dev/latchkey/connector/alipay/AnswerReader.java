package dev.latchkey.connector.alipay;

import dev.latchkey.platform.OutboundResponse;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/// From the bytes that came back to an answer that may be believed.
///
/// A refusal is reported whether it is signed or not: it opens nothing, and demanding a signature
/// would hide "your code is wrong" behind "your key is wrong". A good answer must be signed as soon
/// as there is a key to check it with.
final class AnswerReader {
    private final Charset charset;
    private final SignType signType;
    private final KeyRing keys;

    AnswerReader(AlipayConfig config, KeyRing keys) {
        this.charset = config.charset().charset();
        this.signType = config.signType();
        this.keys = keys;
    }

    /// @throws ConnectorException when Alipay refuses the call
    /// @throws MalformedAnswerException when the answer cannot be read or trusted
    GatewayAnswer read(OutboundResponse response, GatewayRequest request) {
        String text = new String(response.body(), charset);
        Envelope envelope = Envelope.parse(text, request.method().nodeName());
        error(envelope).ifPresent(error -> {
            throw Refusals.of(error, request, CallTrace.of(request.method(), response));
        });
        String raw = envelope.answer()
                .orElseThrow(() -> new MalformedAnswerException(
                        "Alipay's answer has no " + request.method().nodeName() + ".", Obstacle.GATEWAY_NOT_ALIPAY));
        requireExact(text, response.body());
        return new GatewayAnswer(Envelope.object(believed(raw, envelope, request.method())), envelope.sign());
    }

    /// What a certificate is downloaded for cannot be checked before it is there; the certificate itself is.
    private String believed(String raw, Envelope envelope, GatewayMethod method) {
        if (method == GatewayMethod.CERTIFICATE) {
            return raw;
        }
        return keys.keyFor(envelope.certificateSerial())
                .map(key -> new AnswerVerifier(key, signType, charset).verified(raw, envelope.sign()))
                .orElse(raw);
    }

    private static Optional<GatewayError> error(Envelope envelope) {
        return envelope.error()
                .map(raw -> GatewayError.of(Envelope.object(raw)))
                .or(() -> envelope.answer().flatMap(raw -> GatewayError.in(Envelope.object(raw))));
    }

    /// Text that does not encode back to the same bytes was not in the charset of the call: names
    /// would be garbled, and the signature would be checked over other bytes than were sent.
    private void requireExact(String text, byte[] body) {
        if (!Arrays.equals(text.getBytes(charset), body)) {
            throw new MalformedAnswerException("Alipay's answer is not encoded as " + charset.name() + ".");
        }
    }
}
