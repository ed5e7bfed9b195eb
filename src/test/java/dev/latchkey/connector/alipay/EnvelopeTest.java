package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers taken apart as text: what is cut out must be what was sent, to the byte.
class EnvelopeTest {
    private static final String NODE = "a_response";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a_response\":{\"x\":1},\"sign\":\"s\"}|{\"x\":1}",
                "{\"sign\":\"s\",\"a_response\":{\"x\":1}}|{\"x\":1}",
                " { \"a_response\" : { \"x\" : 1 } , \"sign\" : \"s\" } |{ \"x\" : 1 }",
                "{\"a_response\":{\"x\":\"}\\\"{\"},\"sign\":\"s\"}|{\"x\":\"}\\\"{\"}",
                "{\"a_response\":{\"x\":{\"y\":{}}},\"sign\":\"s\"}|{\"x\":{\"y\":{}}}",
                "{\"a_response\":{\"x\":\"林𠮷🌧\"},\"sign\":\"s\"}|{\"x\":\"林𠮷🌧\"}",
                "{\"a_response\":{\"x\":\"\\u6797\\/\"},\"sign\":\"s\"}|{\"x\":\"\\u6797\\/\"}",
                "{\"a_response\":{},\"sign\":\"s\",\"alipay_cert_sn\":\"c\"}|{}",
                "{\"other\":[{\"a_response\":{\"y\":2}}],\"a_response\":{\"x\":1},\"sign\":\"s\"}|{\"x\":1}",
            })
    void keepTheirTextExactlyAsSent(String text, String node) {
        Envelope envelope = Envelope.parse(text, NODE);
        assertEquals(Optional.of(node), envelope.answer());
        assertEquals(Optional.of("s"), envelope.sign());
        assertEquals(Optional.empty(), envelope.error());
    }

    @Test
    void keepTheirTextWhenTheyAreLong() {
        String node = "{\"x\":\"" + "林🌧\\\"".repeat(20_000) + "\"}";
        String text = "{\"before\":\"" + "y".repeat(50_000) + "\",\"a_response\":" + node + ",\"sign\":\"s\"}";
        assertEquals(Optional.of(node), Envelope.parse(text, NODE).answer());
    }

    @Test
    void haveTheirErrorFound() {
        Envelope envelope = Envelope.parse("{\"error_response\":{\"code\":\"40002\"}}", NODE);
        assertEquals(Optional.of("{\"code\":\"40002\"}"), envelope.error());
        assertEquals(Optional.empty(), envelope.sign());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "<html></html>",
                "{\"a_response\":{\"x\":1},\"sign\":\"s\"",
                "{\"a_response\":{\"x\":1}},\"sign\":\"s\"}",
                "{\"a_response\":{\"x\":1},\"sign\":\"s\"}{}",
                "{\"a_response\":{\"x\":1},\"sign\":\"s\"} x",
                "{\"a_response\":\"text\",\"sign\":\"s\"}",
                "{\"a_response\":null}",
                "{\"error_response\":\"text\"}",
                "{\"a_response\":{},\"a_response\":{}}",
                "{\"a_response\":{},\"\\u0061_response\":{}}",
                "{\"a_response\":{\"x\":1,\"x\":2}}",
                "{\"a_response\":{},\"sign\":\"s\",\"sign\":\"t\"}",
                "{'a_response':{}}",
                "{\"a_response\":{},}",
            })
    void areRefusedWhenTheyAreNotOneJsonObject(String text) {
        assertThrows(MalformedAnswerException.class, () -> Envelope.parse(text, NODE));
    }

    @Test
    void areRefusedWhenTheyAreNestedTooDeep() {
        String deep = "{\"a_response\":{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}";
        assertThrows(MalformedAnswerException.class, () -> Envelope.parse(deep, NODE));
    }

    @Test
    void areRefusedAndNothingElseWhateverTheyContain() {
        Random random = new Random(1);
        String good = "{\"a_response\":{\"x\":\"林\\u0041\",\"y\":[1,2.5e3,true,null]},\"sign\":\"s\"}";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change <= random.nextInt(4); change++) {
                text.setCharAt(random.nextInt(text.length()), "{}[]\":,\\u0 x\u0000林".charAt(random.nextInt(14)));
            }
            try {
                Envelope.parse(text.toString(), NODE).answer().ifPresent(Envelope::object);
            } catch (MalformedAnswerException _) {
                // the only way to fail
            }
        }
    }

    @Test
    void doNotShowTheirContent() {
        assertEquals(
                "Envelope[answer=true, error=false, sign=true]",
                Envelope.parse("{\"a_response\":{\"access_token\":\"t\"},\"sign\":\"s\"}", NODE)
                        .toString());
    }
}
