package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorException;
import java.util.function.Function;

/// The refusal of a configuration: a sentence for the administrator, the field it is about, and what
/// is wrong with it.
final class InvalidConfig {
    private InvalidConfig() {}

    static ConnectorException of(String field, Fault fault, String sentence) {
        return ConfigFields.refused(field, fault.code(), sentence);
    }

    /// A key in any rendering; the parser's complaint becomes a sentence.
    static <T> T parse(String field, String pasted, Function<String, T> parser) {
        try {
            return parser.apply(pasted);
        } catch (KeyUnusableException e) {
            throw of(field, e.fault(), field + " " + e.getMessage() + ".");
        }
    }
}
