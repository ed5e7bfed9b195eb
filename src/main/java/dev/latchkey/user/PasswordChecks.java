package dev.latchkey.user;

import jakarta.inject.Singleton;
import java.util.Optional;

/// Checks the passwords that people enter, wherever they do, behind the one brake on guessing.
@Singleton
public class PasswordChecks {
    private final Passwords passwords;
    private final PasswordFailures failures;

    PasswordChecks(Passwords passwords, PasswordFailures failures) {
        this.passwords = passwords;
        this.failures = failures;
    }

    /// What came of it; a wrong one has been counted.
    public enum Verdict {
        RIGHT,
        WRONG,
        /// Too many wrong ones came before, or too many are being checked just now: it was not tried.
        NOT_TRIED
    }

    /// For somebody who is known already.
    ///
    /// @param network where the attempt comes from, if that is known
    public Verdict check(User user, String password, Optional<String> network) {
        String username = user.username() == null ? "user " + user.id() : user.username();
        return check(username, Optional.of(user), password, network);
    }

    /// @param username what was entered
    /// @param user who has this username, if anybody
    /// @param network where the attempt comes from, if that is known
    public Verdict check(String username, Optional<User> user, String password, Optional<String> network) {
        if (failures.areTooMany(username, network)) {
            return Verdict.NOT_TRIED;
        }
        try {
            if (passwords.verify(user, password)) {
                return Verdict.RIGHT;
            }
        } catch (HashingOverloadedException _) {
            return Verdict.NOT_TRIED;
        }
        failures.count(username, network);
        return Verdict.WRONG;
    }
}
