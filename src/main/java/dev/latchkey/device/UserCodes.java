package dev.latchkey.device;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The codes that people type (RFC 8628 §6.1): eight letters, none of them a vowel, so that they make no words
/// and nothing looks like a digit.
final class UserCodes {
    static final int LENGTH = 8;

    private static final Pattern CODE = Pattern.compile("[BCDFGHJKLMNPQRSTVWXZ]{8}");
    private static final int MAX_TYPED = 64;

    private UserCodes() {}

    /// As it is shown.
    static String shown(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /// What somebody typed, in whatever case and with whatever between; empty when it can be no code.
    static Optional<String> read(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String code = typed.replaceAll("[\\s\\p{Pd}._·]+", "").toUpperCase(Locale.ROOT);
        return Optional.of(code).filter(text -> CODE.matcher(text).matches());
    }
}
