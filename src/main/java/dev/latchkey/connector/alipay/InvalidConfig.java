package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.util.Map;

/// The refusal of a configuration: a sentence for the administrator, and the field it is about.
final class InvalidConfig {
    private InvalidConfig() {}

    static ConnectorException of(String field, String sentence) {
        return new ConnectorException(ConnectorError.INVALID_CONFIG, sentence, Map.of("field", field));
    }
}
