package dev.latchkey.platform;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// Deletes what has expired, in small bites. Every replica may run it at any time: rows that another
/// one is deleting are skipped, and none waits for a lock.
@Singleton
class Purge {
    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final int BITE = 1000;
    /// Enough for thousands of rows a second; an end for the case that rows come faster than they go.
    private static final int MAX_BITES = 10_000;

    /// Table and how long a row is kept beyond its expiry. A sign-in stays for a day, so that a page
    /// that was left open still finds its way back to its application.
    private static final Map<String, Duration> TABLES = tables();

    private final Database database;
    private final Clock clock;

    Purge(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static Map<String, Duration> tables() {
        Map<String, Duration> tables = new LinkedHashMap<>();
        tables.put("alipay_certificates", Duration.ZERO);
        tables.put("access_tokens", Duration.ZERO);
        tables.put("refresh_tokens", Duration.ZERO);
        tables.put("revoked_tokens", Duration.ZERO);
        tables.put("authorization_codes", Duration.ofMinutes(10));
        tables.put("social_visits", Duration.ofDays(1));
        tables.put("pending_accounts", Duration.ZERO);
        tables.put("verifications", Duration.ZERO);
        tables.put("sign_ins", Duration.ofDays(1));
        tables.put("sessions", Duration.ZERO);
        tables.put("grants", Duration.ZERO);
        tables.put("identity_links", Duration.ZERO);
        tables.put("session_identities", Duration.ZERO);
        tables.put("password_failures", Duration.ZERO);
        tables.put("dpop_proofs", Duration.ZERO);
        tables.put("subject_tokens", Duration.ZERO);
        tables.put("client_assertions", Duration.ZERO);
        tables.put("pushed_requests", Duration.ZERO);
        tables.put("device_codes", Duration.ofMinutes(10));
        tables.put("device_guesses", Duration.ZERO);
        tables.put("initial_access_tokens", Duration.ZERO);
        tables.put("logout_notices", Duration.ofDays(1));
        tables.put("brought_codes", Duration.ZERO);
        tables.put("audit_events", Duration.ZERO);
        return tables;
    }

    @Scheduled(
            every = "{latchkey.purge.interval:5m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        Instant now = clock.instant();
        TABLES.forEach((table, grace) -> tryToPurge(table, now.minus(grace)));
    }

    /// One table's trouble keeps no other from being purged.
    private void tryToPurge(String table, Instant before) {
        try {
            purge(table, before);
        } catch (DatabaseException e) {
            LOG.warnf("purging %s failed, to be tried again: %s", table, e.getMessage());
        }
    }

    private void purge(String table, Instant before) {
        String statement = """
                delete from %s where ctid = any(array(
                    select ctid from %s where expires_at < ? limit %d for update skip locked))""".formatted(table, table, BITE);
        for (int bites = 0; bites < MAX_BITES && database.update(statement, before) == BITE; bites++) {
            Thread.yield(); // requests come first
        }
    }
}
