package dev.latchkey.oauth;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What an authorization request wants the person to be asked (OIDC Core §3.1.2.1).
public enum Prompt {
    NONE,
    LOGIN,
    CONSENT,
    SELECT_ACCOUNT;

    /// Splits the wire form; `none` goes with nothing else.
    public static Set<Prompt> parse(String text) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        for (String value : text.strip().split(" +")) {
            prompts.add(of(value));
        }
        if (prompts.contains(NONE) && prompts.size() > 1) {
            throw INVALID_REQUEST.because("prompt none goes with no other value");
        }
        return prompts;
    }

    private static Prompt of(String value) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> INVALID_REQUEST.because("prompt has an unknown value"));
    }
}
