package dev.latchkey.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.simulator.Scenario.Tampering;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Base64;
import java.util.Optional;

/// Writes an envelope: the node exactly as it was signed, and the signature over its bytes.
record SignedAnswer(Console.Signer signer, Charset charset) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @param algorithm empty leaves the envelope unsigned
    byte[] write(String nodeName, ObjectNode node, Optional<String> algorithm, Optional<Tampering> tampering) {
        String text = encodable(json(node));
        Optional<String> sign = algorithm.map(name -> sign(text, name));
        return envelope(nodeName, text, sign, tampering).getBytes(charset);
    }

    private String envelope(String name, String node, Optional<String> sign, Optional<Tampering> tampering) {
        String good = "{\"" + name + "\":" + node + serial()
                + sign.map(SignedAnswer::member).orElse("") + "}";
        if (tampering.isEmpty() || sign.isEmpty()) {
            return good;
        }
        return switch (tampering.get()) {
            case UNSIGNED -> "{\"" + name + "\":" + node + "}";
            case FLIPPED_SIGNATURE -> good.replace(sign.get(), flipped(sign.get()));
            case FLIPPED_BODY -> good.replace(node, node.replaceFirst("(_id\":\"[^\"]*)[^\"]\"", "$1!\""));
            case SECOND_NODE -> good.substring(0, good.length() - 1) + ",\"" + name + "\":" + node + "}";
            case SECOND_NODE_ESCAPED ->
                good.substring(0, good.length() - 1) + ",\"\\u0061" + name.substring(1) + "\":" + node + "}";
            case ESCAPED_SLASHES -> good.replace(node, node.replace("/", "\\/"));
            case REORDERED -> "{\"sign\":\"" + sign.get() + "\", \"" + name + "\" : " + node + "}";
        };
    }

    private String serial() {
        return signer.certificate()
                .map(certificate -> ",\"alipay_cert_sn\":\"" + certificate.serial() + "\"")
                .orElse("");
    }

    private static String member(String sign) {
        return ",\"sign\":\"" + sign + "\"";
    }

    private static String flipped(String sign) {
        return (sign.charAt(0) == 'A' ? 'B' : 'A') + sign.substring(1);
    }

    private String sign(String text, String algorithm) {
        byte[] signature = Signatures.sign(signer.key().getPrivate(), algorithm, text.getBytes(charset));
        return Base64.getEncoder().encodeToString(signature);
    }

    /// Characters that the charset does not have are written as JSON escapes.
    private String encodable(String json) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder text = new StringBuilder();
        json.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (encoder.canEncode(character)) {
                text.append(character);
            } else {
                character.chars().forEach(unit -> text.append("\\u%04x".formatted(unit)));
            }
        });
        return text.toString();
    }

    private static String json(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
