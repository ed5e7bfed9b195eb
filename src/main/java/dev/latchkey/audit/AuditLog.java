package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Writes events to `audit_events`, and failures to the log as well.
@Singleton
public class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    private final Database database;
    private final RandomValues random;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration retention;

    AuditLog(
            Database database,
            RandomValues random,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "latchkey.audit.retention", defaultValue = "90d") Duration retention) {
        this.database = database;
        this.random = random;
        this.json = json;
        this.clock = clock;
        this.retention = retention;
    }

    /// A record that cannot be written must not undo what it speaks of: it goes to the log instead.
    public void record(AuditEvent event) {
        String payload = payload(event);
        if (!event.succeeded()) {
            LOG.warnf(
                    "%s failed, support code %s: %s",
                    event.key(), event.supportId().orElse("-"), payload);
        }
        try {
            insert(event, payload);
        } catch (DatabaseException e) {
            LOG.errorf(e, "cannot record %s %s", event.key(), payload);
        }
    }

    private void insert(AuditEvent event, String payload) {
        Instant now = clock.instant();
        database.update(
                """
                insert into audit_events
                    (id, key, result, support_id, user_id, application_id, payload, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""",
                random.entityId(),
                event.key(),
                event.succeeded() ? "Success" : "Error",
                event.supportId().orElse(null),
                event.userId().orElse(null),
                event.applicationId().orElse(null),
                payload,
                now,
                now.plus(retention));
    }

    private String payload(AuditEvent event) {
        try {
            return json.writeValueAsString(event.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's payload is not JSON", e);
        }
    }
}
