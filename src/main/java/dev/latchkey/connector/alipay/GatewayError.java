package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What Alipay says when it refuses a call (B11); any part may be missing.
record GatewayError(String code, String msg, String subCode, String subMsg) {
    private static final String SUCCESS = "10000";

    static GatewayError of(ObjectNode node) {
        AnswerFields fields = new AnswerFields(node);
        return new GatewayError(
                fields.text("code").orElse(""),
                fields.text("msg").orElse(""),
                fields.text("sub_code").orElse(""),
                fields.text("sub_msg").orElse(""));
    }

    /// The error in a method's own node, if it is one: the token answer has no code when it is good (B3).
    static Optional<GatewayError> in(ObjectNode node) {
        GatewayError error = of(node);
        boolean good = error.subCode.isEmpty() && (error.code.isEmpty() || error.code.equals(SUCCESS));
        return good ? Optional.empty() : Optional.of(error);
    }
}
