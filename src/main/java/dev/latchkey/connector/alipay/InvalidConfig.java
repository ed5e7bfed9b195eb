package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.util.Map;

/// The refusal of a configuration: a sentence for the administrator, the field it is about, and what
/// is wrong with it.
final class InvalidConfig {
    static final String FIELD = "field";
    static final String REASON = "reason";

    private InvalidConfig() {}

    static ConnectorException of(String field, Fault fault, String sentence) {
        return new ConnectorException(
                ConnectorError.INVALID_CONFIG, sentence, Map.of(FIELD, field, REASON, fault.code()));
    }
}
