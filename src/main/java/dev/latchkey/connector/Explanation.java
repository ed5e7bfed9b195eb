package dev.latchkey.connector;

import java.util.LinkedHashMap;
import java.util.Map;

/// Why a provider failed, as its connector understands it.
///
/// @param code the same in all languages
/// @param text what is so
/// @param who can mend it
/// @param remedy what they do about it
/// @param page a word for the place in the provider's console; empty when it is not there
/// @param where the same place for people
public record Explanation(String code, Words text, WhoCanFix who, Words remedy, String page, Words where) {
    /// For whoever reads the log: codes for programs, English for people.
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cause", Map.of("code", code, "text", text.english()));
        told.put("fix", Map.of("who", ConfigFields.word(who), "text", remedy.english()));
        if (!page.isEmpty()) {
            told.put("where", Map.of("page", page, "text", where.english()));
        }
        return told;
    }
}
