package dev.latchkey.connector;

import java.util.Map;

/// Something that a look at a configuration brought to light.
///
/// @param code the same in all languages, for example `privateKey.cut_off`
/// @param sentence what is so
/// @param remedy what to do about it; empty where nothing is to be done
/// @param where in the provider's console, if it is there
/// @param data what a program or a careful reader may want besides; nothing confidential
public record Finding(
        String code, Severity severity, Words sentence, Words remedy, Words where, Map<String, Object> data) {
    public Finding {
        data = Map.copyOf(data);
    }

    /// How much it matters.
    public enum Severity {
        OK,
        WARNING,
        ERROR
    }

    public static Finding ok(String code, Words sentence) {
        return new Finding(code, Severity.OK, sentence, Words.NONE, Words.NONE, Map.of());
    }

    public static Finding warning(String code, Words sentence, Words remedy) {
        return new Finding(code, Severity.WARNING, sentence, remedy, Words.NONE, Map.of());
    }

    public static Finding error(String code, Words sentence, Words remedy) {
        return new Finding(code, Severity.ERROR, sentence, remedy, Words.NONE, Map.of());
    }

    /// As a failed sign-in is explained.
    public static Finding error(Explanation explanation) {
        return error(explanation.code(), explanation.text(), explanation.remedy())
                .at(explanation.where());
    }

    public Finding at(Words place) {
        return new Finding(code, severity, sentence, remedy, place, data);
    }

    public Finding with(Map<String, Object> more) {
        return new Finding(code, severity, sentence, remedy, where, more);
    }
}
