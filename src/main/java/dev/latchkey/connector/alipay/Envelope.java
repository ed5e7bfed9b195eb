package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/// Alipay's answer before it is believed: the text of each part exactly as sent, because that text,
/// and not what a parser makes of it, is what the signature covers (B3).
///
/// Nothing may be there twice: two readers of one envelope could otherwise see two answers.
///
/// @param certificateSerial which certificate it is signed with, in certificate mode
record Envelope(
        Optional<String> answer, Optional<String> error, Optional<String> sign, Optional<String> certificateSerial) {
    private static final int MAX_DEPTH = 16;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    /// @param nodeName where the method's own answer is
    static Envelope parse(String text, String nodeName) {
        String answer = null;
        String error = null;
        String sign = null;
        String serial = null;
        try (JsonParser parser = JSON.createParser(text)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(nodeName)) {
                    answer = rawObject(parser, text);
                } else if (name.equals("error_response")) {
                    error = rawObject(parser, text);
                } else if (name.equals("sign")) {
                    sign = parser.getValueAsString();
                } else if (name.equals("alipay_cert_sn")) {
                    serial = parser.getValueAsString();
                }
                parser.skipChildren();
            }
            expect(parser.nextToken() == null);
        } catch (IOException _) {
            throw unreadable();
        }
        return new Envelope(
                Optional.ofNullable(answer),
                Optional.ofNullable(error),
                Optional.ofNullable(sign),
                Optional.ofNullable(serial));
    }

    /// Reads one part; what is parsed is the same text that was verified.
    static ObjectNode object(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JacksonException _) {
            throw unreadable();
        }
    }

    private static String rawObject(JsonParser parser, String text) throws IOException {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return text.substring(start, end);
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw unreadable();
        }
    }

    private static MalformedAnswerException unreadable() {
        return new MalformedAnswerException(
                "Alipay's answer cannot be read: it is not the JSON object that it should be.",
                Obstacle.GATEWAY_NOT_ALIPAY);
    }

    /// Without the texts: tokens are among them.
    @Override
    public String toString() {
        return "Envelope[answer=" + answer.isPresent() + ", error=" + error.isPresent() + ", sign=" + sign.isPresent()
                + "]";
    }
}
