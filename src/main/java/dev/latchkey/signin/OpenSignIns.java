package dev.latchkey.signin;

import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A limit on the sign-ins under way, all together: anybody can begin one, and each is a row. Counted
/// anew every few seconds at most, since the count goes over all of them.
@Singleton
class OpenSignIns {
    private static final Duration COUNT_IS_GOOD_FOR = Duration.ofSeconds(5);

    private final Database database;
    private final SignInConfig config;
    private final Clock clock;
    private volatile Counted counted = new Counted(false, Instant.MIN);

    private record Counted(boolean areTooMany, Instant until) {}

    OpenSignIns(Database database, SignInConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    boolean areTooMany() {
        Instant now = clock.instant();
        Counted known = counted;
        if (now.isBefore(known.until())) {
            return known.areTooMany();
        }
        counted = new Counted(known.areTooMany(), now.plus(COUNT_IS_GOOD_FOR)); // others need not count too
        boolean areTooMany = count(now) >= config.maxOpen();
        counted = new Counted(areTooMany, now.plus(COUNT_IS_GOOD_FOR));
        return areTooMany;
    }

    private int count(Instant now) {
        return database.find("""
                        select count(*)::int as n from (
                            select 1 from sign_ins where expires_at > ? and session_id is null limit ?) open""", row -> row.number("n"), now, config.maxOpen()).orElseThrow();
    }
}
