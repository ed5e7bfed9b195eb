package dev.latchkey.codein;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Codes that apps have brought, by hash. A provider may take a code twice; here it is tried once, whatever
/// comes of it, and whichever connector of the target and whichever application it comes by.
@Singleton
class BroughtCodes {
    /// Beyond the life of a code that ends (Alipay: up to a day).
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    BroughtCodes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// True for one caller only, however many come at once.
    ///
    /// @param mayLast whether it may be good for ever
    boolean claim(String target, String code, boolean mayLast) {
        Instant now = clock.instant();
        int claimed = database.update(
                "insert into brought_codes (hash, created_at, expires_at) values (?, ?, ?) on conflict do nothing",
                Hashes.sha256(target + " " + code),
                now,
                mayLast ? null : now.plus(REMEMBERED));
        return claimed == 1;
    }
}
