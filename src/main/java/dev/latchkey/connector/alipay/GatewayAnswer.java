package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// An answer that is good and, when that can be checked, Alipay's own.
///
/// @param sign the signature that came along
record GatewayAnswer(ObjectNode node, Optional<String> sign) {
    AnswerFields fields() {
        return new AnswerFields(node);
    }

    /// Without the content: a token is in it.
    @Override
    public String toString() {
        return "GatewayAnswer[" + node.size() + " fields]";
    }
}
