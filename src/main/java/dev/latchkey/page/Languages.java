package dev.latchkey.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which language a person reads: what the application asked for (`ui_locales`, OIDC Core §3.1.2.1),
/// then what the browser says (`Accept-Language`, RFC 9110 §12.5.4), then the operator's choice.
public final class Languages {
    /// Nobody lists more; what lies beyond is a stranger's attempt to keep the parser busy.
    private static final int MAX_LENGTH = 1024;

    private static final int MAX_RANGES = 20;
    private static final Pattern RANGE = Pattern.compile(
            "\\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,7})\\s*(?:;\\s*[qQ]\\s*=\\s*([01](?:\\.[0-9]{0,3})?))?\\s*");

    private Languages() {}

    /// @param uiLocales tags separated by spaces, best first
    /// @param acceptLanguage the header as received, or null; pass null to ignore the browser's wish
    /// @param fallback the operator's tag; English if the pages do not speak it
    public static Language choose(Optional<String> uiLocales, String acceptLanguage, String fallback) {
        return uiLocales
                .flatMap(tags -> firstSpoken(split(tags, "\\s+")))
                .or(() -> firstSpoken(byPreference(acceptLanguage)))
                .or(() -> spoken(fallback == null ? "" : fallback))
                .orElse(Language.ENGLISH);
    }

    private static Stream<String> byPreference(String header) {
        return split(header == null ? "" : header, ",")
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .map(match ->
                        new Range(match.group(1), match.group(2) == null ? 1 : Double.parseDouble(match.group(2))))
                .filter(range -> range.weight > 0)
                .sorted(Comparator.comparingDouble(Range::weight).reversed()) // stable: equals keep their order
                .map(Range::tag);
    }

    private static Stream<String> split(String text, String separator) {
        String limited = text.substring(0, Math.min(text.length(), MAX_LENGTH));
        return Arrays.stream(limited.split(separator, MAX_RANGES + 1)).limit(MAX_RANGES);
    }

    private static Optional<Language> firstSpoken(Stream<String> tags) {
        return tags.flatMap(tag -> spoken(tag).stream()).findFirst();
    }

    /// Chinese of every script and region reads the one Chinese there is rather than English.
    private static Optional<Language> spoken(String tag) {
        return switch (Language.family(tag).toLowerCase(Locale.ROOT)) {
            case "en" -> Optional.of(Language.ENGLISH);
            case "zh", "cmn" -> Optional.of(Language.CHINESE);
            default -> Optional.empty();
        };
    }

    private record Range(String tag, double weight) {}
}
