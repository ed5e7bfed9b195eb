package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.signin.SocialVisits.Visit;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A person who has come back from a social provider, with what the provider sent along.
///
/// @param visit the one that it belongs to
record SocialReturn(String connectorId, Visit visit, Instant at, Parameters callback) {
    /// What may be told of the callback. All else, codes and tokens among it, is masked.
    private static final Set<String> HARMLESS =
            Set.of("app_id", "scope", "source", "error", "error_description", "error_code", "errcode", "iss");
    private static final String MASK = "********";
    private static final int MAX_TEXT = 256;
    private static final int MAX_NAMES = 20;

    /// The steps so far, each with its time.
    Trail trail() {
        return Trail.NEW
                .then("began", visit.signIn().createdAt())
                .then("wentToProvider", visit.createdAt())
                .then("cameBack", at);
    }

    /// What the provider sent along, fit to be kept.
    Map<String, Object> parameters() {
        Map<String, Object> told = new LinkedHashMap<>();
        callback.asMap().entrySet().stream()
                .limit(MAX_NAMES)
                .forEach(entry ->
                        told.put(entry.getKey(), HARMLESS.contains(entry.getKey()) ? text(entry.getValue()) : MASK));
        return told;
    }

    private static String text(Collection<String> values) {
        String text = String.join(" ", values).replaceAll("\\p{Cntrl}", " ");
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
}
