package dev.latchkey.connector.alipay;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks that an answer is Alipay's own (B3, C6).
record AnswerVerifier(PublicHalf key, SignType signType, Charset charset) {
    /// Returns the text that the signature covers. That is the given one, or, as the gateway sometimes
    /// signs before it escapes slashes, the given one without those escapes: only what is returned
    /// may be believed.
    String verified(String raw, Optional<String> sign) {
        byte[] signature = sign.map(AnswerVerifier::decode)
                .orElseThrow(() ->
                        new MalformedAnswerException("Alipay's answer is not signed.", Obstacle.ANSWER_UNTRUSTED));
        return Stream.of(raw, raw.replace("\\/", "/"))
                .filter(text -> key.verifies(signType, text.getBytes(charset), signature))
                .findFirst()
                .orElseThrow(() -> new MalformedAnswerException(
                        "Alipay's answer is not signed with the key in alipayPublicKey or alipayCertificate: either "
                                + "that is not what Alipay's console shows, or the answer is not Alipay's.",
                        Obstacle.ANSWER_UNTRUSTED));
    }

    private static byte[] decode(String sign) {
        try {
            return Base64.getDecoder().decode(sign);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
