package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/// A brake on guessing passwords: after so many wrong ones for a username, none is tried any more
/// until the window is over. Usernames that do not exist are counted alike, so that the brake tells
/// nobody who does; all replicas count together.
@Singleton
public class PasswordFailures {
    private static final String COUNT = """
            insert into password_failures as f (username_hash, failures, expires_at) values (?, 1, ?)
            on conflict (username_hash) do update set
                failures = case when f.expires_at <= ? then 1 else f.failures + 1 end,
                expires_at = case when f.expires_at <= ? then excluded.expires_at else f.expires_at end""";

    private final Database database;
    private final PasswordConfig config;
    private final Clock clock;

    PasswordFailures(Database database, PasswordConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /// True when no further password is to be tried for this username now.
    public boolean areTooMany(String username) {
        return database.find(
                        "select 1 from password_failures where username_hash = ? and failures >= ? and expires_at > ?",
                        row -> true,
                        Hashes.sha256(username),
                        config.maxFailures(),
                        clock.instant())
                .isPresent();
    }

    public void count(String username) {
        Instant now = clock.instant();
        database.update(COUNT, Hashes.sha256(username), now.plus(config.failureWindow()), now, now);
    }
}
