package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets people make an account with username and password.
@Singleton
public class Registrations {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z_]\\w{0,127}");

    private static final String INSERT = """
            with registered as (
                insert into users (id, username, terms_agreed_at, last_sign_in_at, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?) returning id
            )
            insert into credentials (user_id, password_hash, updated_at) select id, ?, ? from registered""";

    private final Database database;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final PasswordConfig config;
    private final RandomValues random;
    private final Clock clock;

    Registrations(
            Database database,
            Passwords passwords,
            PasswordPolicy policy,
            PasswordConfig config,
            RandomValues random,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.policy = policy;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /// What became of it.
    public sealed interface Outcome {
        record Registered(String userId) implements Outcome {}

        /// What is wrong with each of the two fields.
        record Refused(Optional<Problem> username, Optional<Problem> password) implements Outcome {}
    }

    /// What can be wrong with a field.
    public enum Problem {
        MISSING,
        INVALID,
        TAKEN,
        TOO_SHORT,
        TOO_LONG,
        COMMON,
        PREDICTABLE
    }

    public int minPasswordLength() {
        return config.minLength();
    }

    /// @param hasAgreed whether the person just agreed to the terms
    /// @throws HashingOverloadedException when too many passwords are being hashed already
    public Outcome register(String username, String password, boolean hasAgreed) {
        Optional<Problem> usernameProblem = usernameProblem(username);
        Optional<Problem> passwordProblem = passwordProblem(username, password);
        if (usernameProblem.isPresent() || passwordProblem.isPresent()) {
            return new Outcome.Refused(usernameProblem, passwordProblem);
        }
        return insert(username, passwords.hash(password), hasAgreed)
                .<Outcome>map(Outcome.Registered::new)
                .orElseGet(() -> new Outcome.Refused(Optional.of(Problem.TAKEN), Optional.empty()));
    }

    /// What is wrong with a username that somebody chose.
    public static Optional<Problem> usernameProblem(String username) {
        if (username.isEmpty()) {
            return Optional.of(Problem.MISSING);
        }
        return USERNAME.matcher(username).matches() ? Optional.empty() : Optional.of(Problem.INVALID);
    }

    private Optional<Problem> passwordProblem(String username, String password) {
        if (password.isEmpty()) {
            return Optional.of(Problem.MISSING);
        }
        UserInput owner = UserInput.about(username, null, null, null);
        List<PasswordPolicy.Issue> issues = policy.issues(password, owner);
        return issues.stream().findFirst().map(issue -> switch (issue.code()) {
            case "password_rejection.too_short" -> Problem.TOO_SHORT;
            case "password_rejection.too_long" -> Problem.TOO_LONG;
            case "password_rejection.restricted.user_info" -> Problem.PREDICTABLE;
            default -> Problem.COMMON;
        });
    }

    /// Empty when the username was taken: the unique key decides, also between parallel requests.
    private Optional<String> insert(String username, String hash, boolean hasAgreed) {
        String id = random.shortId();
        Instant now = clock.instant();
        try {
            database.update(INSERT, id, username, hasAgreed ? now : null, now, now, now, hash, now);
            return Optional.of(id);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
