package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A brake on guessing passwords: after so many wrong ones for a username, none is tried any more
/// until the window is over. Usernames that do not exist are counted alike, so that the brake tells
/// nobody who does; all replicas count together. A network is counted as well, where it is known, so that
/// nobody tries one password for all.
@Singleton
class PasswordFailures {
    private static final String COUNT = """
            insert into password_failures as f (username_hash, failures, expires_at)
            select unnest(?::text[])::bytea, 1, ?
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
    ///
    /// @param network where the attempt comes from, if that is known
    boolean areTooMany(String username, Optional<String> network) {
        return database.find(
                        """
                        select 1 from password_failures where expires_at > ?
                          and (username_hash = ? and failures >= ? or username_hash = ? and failures >= ?)""",
                        row -> true,
                        clock.instant(),
                        Hashes.sha256(username),
                        config.maxFailures(),
                        network.map(PasswordFailures::key).orElse(new byte[0]),
                        config.maxFailuresPerAddress())
                .isPresent();
    }

    void count(String username, Optional<String> network) {
        Instant now = clock.instant();
        List<String> keys = Stream.concat(
                        Stream.of(Hashes.sha256(username)), network.map(PasswordFailures::key).stream())
                .map(key -> "\\x" + HexFormat.of().formatHex(key)) // as PostgreSQL writes bytes
                .toList();
        database.update(COUNT, keys, now.plus(config.failureWindow()), now, now);
    }

    /// No username holds a NUL, so none is taken for a network.
    private static byte[] key(String network) {
        return Hashes.sha256("\0network " + network);
    }
}
