package dev.latchkey.codein;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Codes that apps have brought, by hash. A provider may take a code twice; here it is tried once, whatever
/// comes of it.
@Singleton
class BroughtCodes {
    /// Beyond the life of any provider's code (Alipay: up to a day, for its full SDK longer).
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    BroughtCodes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// True for one caller only, however many come at once.
    boolean claim(String connectorId, String code, String applicationId) {
        Instant now = clock.instant();
        int claimed = database.update(
                """
                insert into brought_codes (hash, connector_id, application_id, created_at, expires_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""", Hashes.sha256(connectorId + " " + code), connectorId, applicationId, now, now.plus(REMEMBERED));
        return claimed == 1;
    }
}
