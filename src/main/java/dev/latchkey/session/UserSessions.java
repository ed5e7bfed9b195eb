package dev.latchkey.session;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person's sessions as administrators and they themselves see them: those that are alive, the youngest first.
@Singleton
public class UserSessions {
    private static final String SELECT = """
            select s.id, s.user_id, s.amr, s.auth_time, s.created_at, s.touched_at, s.expires_at, s.ends_at,
                   array(select distinct g.application_id from grants g
                         where g.session_id = s.id and g.revoked_at is null) as applications
            from sessions s where s.user_id = ? and s.expires_at > ?""";

    private static final String COUNT =
            "select count(*) as total from sessions s where s.user_id = ? and s.expires_at > ?";

    private final Database database;
    private final Clock clock;

    UserSessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One session; times in milliseconds, as everywhere in the management API.
    ///
    /// @param lastUsedAt to within a few minutes
    /// @param expiresAt when it ends if it is not used again
    /// @param endsAt when it ends in any case
    public record View(
            String id,
            String userId,
            List<String> amr,
            long authTime,
            long createdAt,
            long lastUsedAt,
            long expiresAt,
            long endsAt,
            List<String> applicationIds) {
        static View read(Database.Row row) throws SQLException {
            return new View(
                    row.text("id"),
                    row.text("user_id"),
                    row.texts("amr"),
                    millis(row, "auth_time"),
                    millis(row, "created_at"),
                    millis(row, "touched_at"),
                    millis(row, "expires_at"),
                    millis(row, "ends_at"),
                    row.texts("applications"));
        }

        private static long millis(Database.Row row, String column) throws SQLException {
            return row.instant(column).toEpochMilli();
        }
    }

    public Listing<View> of(String userId, Paging paging) {
        Instant now = clock.instant();
        List<View> page = database.list(
                SELECT + " order by s.created_at desc, s.id limit ? offset ?",
                View::read,
                userId,
                now,
                paging.size(),
                paging.offset());
        long total = database.find(COUNT, row -> row.longNumber("total"), userId, now)
                .orElseThrow();
        return new Listing<>(page, total);
    }

    public Optional<View> find(String userId, String sessionId) {
        return database.find(SELECT + " and s.id = ?", View::read, userId, clock.instant(), sessionId);
    }
}
