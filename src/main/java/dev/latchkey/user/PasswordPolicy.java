package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which passwords are accepted (NIST SP 800-63B-4 §3.1.1.2): long ones that are not among the first
/// that anyone would guess. There are no rules of composition.
@Singleton
class PasswordPolicy {
    private static final int MAX_UNIT = 4;
    private static final int MIN_WORD = 3;
    private static final Set<String> GUESSED_FIRST = Set.of(
            "1234567890",
            "0123456789",
            "123456789",
            "12345678",
            "0987654321",
            "9876543210",
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl",
            "1q2w3e4r5t6y7u8i9o0p",
            "1qaz2wsx3edc4rfv5tgb6yhn",
            "qazwsxedcrfvtgb",
            "password",
            "passwort",
            "password123",
            "password1234",
            "passphrase",
            "iloveyou",
            "letmein",
            "welcome",
            "changeme",
            "changeit",
            "administrator",
            "superman",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "trustno1",
            "correcthorsebatterystaple",
            "latchkey");

    private final PasswordConfig config;

    PasswordPolicy(PasswordConfig config) {
        this.config = config;
    }

    /// What is wrong with a password.
    ///
    /// @param code as compatible clients read it, for example `password_rejection.too_short`
    record Issue(String code, String message) {}

    /// Refuses with 422 `password.rejected`.
    void require(String password, UserInput owner) {
        List<Issue> issues = issues(password, owner);
        if (!issues.isEmpty()) {
            String message = issues.stream().map(Issue::message).collect(Collectors.joining(" "));
            throw new ApiException(422, "password.rejected", message, issues, null);
        }
    }

    List<Issue> issues(String password, UserInput owner) {
        List<Issue> issues = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < config.minLength()) {
            issues.add(issue("too_short", "The password must have at least " + config.minLength() + " characters."));
        }
        if (password.length() > Passwords.MAX_LENGTH) {
            issues.add(issue("too_long", "The password must have at most " + Passwords.MAX_LENGTH + " characters."));
        } else if (isGuessedFirst(password.toLowerCase(Locale.ROOT))) {
            issues.add(issue("restricted.words", "The password is one of the first that are guessed."));
        } else if (words(owner).anyMatch(word -> repeats(password.toLowerCase(Locale.ROOT), word))) {
            issues.add(issue("restricted.user_info", "The password must not be the person's own name or address."));
        }
        return issues;
    }

    private static boolean isGuessedFirst(String password) {
        boolean isPattern = password.length() > MAX_UNIT
                && Stream.iterate(1, unit -> unit <= MAX_UNIT, unit -> unit + 1)
                        .anyMatch(unit -> repeats(password, password.substring(0, unit)));
        return isPattern || GUESSED_FIRST.stream().anyMatch(word -> repeats(password, word));
    }

    private static Stream<String> words(UserInput owner) {
        String email = owner.primaryEmail();
        String mailbox = email == null ? null : email.substring(0, email.indexOf('@'));
        return Stream.of(owner.username(), email, mailbox, owner.primaryPhone(), owner.name())
                .filter(Objects::nonNull)
                .filter(word -> word.length() >= MIN_WORD)
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    /// True when the password is the word, or the word again and again, the last time perhaps in part.
    private static boolean repeats(String password, String word) {
        return !password.isEmpty()
                && password.length() >= Math.min(word.length(), MAX_UNIT)
                && word.repeat(password.length() / word.length() + 1).startsWith(password);
    }

    private static Issue issue(String code, String message) {
        return new Issue("password_rejection." + code, message);
    }
}
