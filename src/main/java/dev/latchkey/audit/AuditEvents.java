package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what was recorded.
@Singleton
class AuditEvents {
    private static final String SELECT = "select * from audit_events where ";
    /// Where counting stops, when the caller is content with that.
    private static final long CAP = 10_000;

    private final Database database;
    private final ObjectMapper json;

    AuditEvents(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    Optional<LogEntry> find(String id) {
        return database.find(SELECT + "id = ?", this::read, id);
    }

    /// Newest first.
    ///
    /// @param capped whether counting may stop
    Listing<LogEntry> list(LogFilter filter, Paging paging, boolean capped) {
        List<Object> values = new ArrayList<>(filter.values());
        long total = count(filter, capped ? CAP + 1 : Long.MAX_VALUE);
        values.add(paging.size());
        values.add(paging.offset());
        List<LogEntry> entries = database.list(
                SELECT + filter.condition() + " order by created_at desc, id limit ? offset ?",
                this::read,
                values.toArray());
        return capped && total > CAP ? Listing.capped(entries, CAP) : new Listing<>(entries, total);
    }

    private long count(LogFilter filter, long limit) {
        List<Object> values = new ArrayList<>(filter.values());
        values.add(limit);
        return database.find(
                        "select count(*) as n from (select 1 from audit_events where " + filter.condition()
                                + " limit ?) counted",
                        row -> row.longNumber("n"),
                        values.toArray())
                .orElseThrow();
    }

    private LogEntry read(Database.Row row) throws SQLException {
        ObjectNode payload = json.createObjectNode().put("key", row.text("key")).put("result", row.text("result"));
        put(payload, "supportId", row.text("support_id"));
        put(payload, "userId", row.text("user_id"));
        put(payload, "applicationId", row.text("application_id"));
        put(payload, "sessionId", row.text("session_id"));
        put(payload, "signInId", row.text("sign_in_id"));
        payload.setAll(parse(row.text("payload")));
        return new LogEntry(
                row.text("id"), row.text("key"), row.instant("created_at").toEpochMilli(), payload);
    }

    private static void put(ObjectNode payload, String name, String value) {
        if (value != null) {
            payload.put(name, value);
        }
    }

    private ObjectNode parse(String text) {
        try {
            return json.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event is not readable", e);
        }
    }
}
