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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Writes events to `audit_events`, and failures to the log as well.
@Singleton
public class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)";

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
    /// Several events are one statement.
    public void record(AuditEvent... events) {
        List<Object> values = new ArrayList<>();
        for (AuditEvent event : events) {
            String payload = payload(event);
            if (!event.succeeded()) {
                log(event, payload);
            }
            add(values, event, payload);
        }
        try {
            insert(events.length, values);
        } catch (DatabaseException e) {
            LOG.errorf(e, "cannot record %s", List.of(events));
        }
    }

    private static void log(AuditEvent event, String payload) {
        String supportId = event.about().supportId();
        LOG.warnf("%s failed, support code %s: %s", event.key(), supportId == null ? "-" : supportId, payload);
    }

    /// The beginning of a sign-in has the sign-in's own id, so that a second one is none.
    private void add(List<Object> values, AuditEvent event, String payload) {
        Instant time = event.beganAt().orElseGet(clock::instant);
        values.add(event.beganAt().isPresent() ? event.about().signInId() : random.entityId());
        values.add(event.key());
        values.add(event.succeeded() ? "Success" : "Error");
        values.add(event.about().supportId());
        values.add(event.about().userId());
        values.add(event.about().applicationId());
        values.add(event.about().sessionId());
        values.add(event.about().signInId());
        values.add(payload);
        values.add(time);
        values.add(time.plus(retention));
    }

    private void insert(int events, List<Object> values) {
        String rows = String.join(", ", Collections.nCopies(events, ROW));
        database.update(
                "insert into audit_events (id, key, result, support_id, user_id, application_id, session_id, sign_in_id,"
                        + " payload, created_at, expires_at) values " + rows + " on conflict (id) do nothing",
                values.toArray());
    }

    /// PostgreSQL stores no NUL, not even an escaped one, and a provider's text may hold it.
    private String payload(AuditEvent event) {
        try {
            return json.writeValueAsString(event.payload())
                    .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\\\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's payload is not JSON", e);
        }
    }
}
