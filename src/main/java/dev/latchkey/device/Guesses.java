package dev.latchkey.device;

import dev.latchkey.platform.Caller;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/// A brake on guessing user codes (RFC 8628 §5.1): by address, where the operator has said how addresses come
/// about, and in all, as addresses are cheap. All replicas count together.
@Singleton
class Guesses {
    private static final String ALL = "all";

    private static final String COUNT = """
            insert into device_guesses as g (source_hash, failures, expires_at) values (?, 1, ?)
            on conflict (source_hash) do update set
                failures = case when g.expires_at <= ? then 1 else g.failures + 1 end,
                expires_at = case when g.expires_at <= ? then excluded.expires_at else g.expires_at end""";

    private final Database database;
    private final Caller caller;
    private final DeviceConfig config;
    private final Clock clock;

    Guesses(Database database, Caller caller, DeviceConfig config, Clock clock) {
        this.database = database;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /// True when no further code is to be tried from there now.
    boolean areTooMany(RoutingContext context) {
        return database.find(
                        """
                        select 1 from device_guesses where expires_at > ?
                          and (source_hash = ? and failures >= ? or source_hash = ? and failures >= ?)""",
                        row -> true,
                        clock.instant(),
                        Hashes.sha256(source(context)),
                        config.maxFailures(),
                        Hashes.sha256(ALL),
                        config.maxFailuresInAll())
                .isPresent();
    }

    void count(RoutingContext context) {
        count(ALL);
        if (caller.network(context).isPresent()) {
            count(source(context));
        }
    }

    private void count(String source) {
        Instant now = clock.instant();
        database.update(COUNT, Hashes.sha256(source), now.plus(config.failureWindow()), now, now);
    }

    private String source(RoutingContext context) {
        return "address " + caller.network(context).orElse("");
    }
}
