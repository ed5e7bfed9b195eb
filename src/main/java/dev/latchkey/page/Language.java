package dev.latchkey.page;

import java.util.Map;

/// The languages that the pages are written in.
public enum Language {
    ENGLISH("en"),
    CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The language tag (BCP 47), for `lang`, `Content-Language` and the message bundle.
    public String tag() {
        return tag;
    }

    /// The best of texts by language tag: this language, its relatives (`zh` for `zh-CN`), English, any.
    public String pick(Map<String, String> texts) {
        String exact = texts.get(tag);
        String family = texts.get(family(tag));
        if (exact != null || family != null) {
            return exact != null ? exact : family;
        }
        String english = texts.get(ENGLISH.tag);
        return english != null ? english : texts.values().stream().findFirst().orElse("");
    }

    /// The part of a tag that names the language alone.
    static String family(String tag) {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }
}
