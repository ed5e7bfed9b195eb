package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The fields of one of Alipay's answers. Numbers come as numbers or as text, whatever the
/// documentation says (C10); an empty text is as good as none.
record AnswerFields(ObjectNode node) {
    Optional<String> text(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new MalformedAnswerException("Alipay's answer has a " + field + " that is no text.");
        }
        return Optional.of(value.asText()).filter(text -> !text.isBlank());
    }

    /// Without the values: tokens are among them.
    @Override
    public String toString() {
        return "AnswerFields[" + node.size() + " fields]";
    }
}
