package dev.latchkey.logout;

import dev.latchkey.platform.Database;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The queue of back-channel notices, which is the table `logout_notices`.
@Singleton
public class LogoutNotices {
    /// For the statement that ends something: queues a notice for each application that wants to be told.
    /// Goes after a CTE `gone` with the columns `application_id`, `user_id` and `sid`.
    public static final String NOTICED = """
            noticed as (
                insert into logout_notices (application_id, user_id, sid)
                select distinct gone.application_id, gone.user_id, gone.sid
                from gone join applications a on a.id = gone.application_id
                where a.oidc_client_metadata ->> 'backchannelLogoutUri' is not null
                returning id
            )""";

    /// The oldest first, and few of each application: one that hangs must not keep the others waiting.
    private static final String CLAIM = """
            update logout_notices set due_at = ?, attempts = attempts + 1
            where id = any(array(
                select id from logout_notices
                where due_at <= ? and id in (
                    select id from (
                        select id, row_number() over (partition by application_id order by due_at, id) as place
                        from logout_notices where due_at <= ? and application_id <> all(?::text[])
                    ) waiting where place <= ?)
                order by due_at limit ? for update skip locked))
            returning id, application_id, user_id, sid, attempts, expires_at""";

    private final Database database;
    private final Clock clock;
    private final Event<NoticesQueued> queued;

    LogoutNotices(Database database, Clock clock, Event<NoticesQueued> queued) {
        this.database = database;
        this.clock = clock;
        this.queued = queued;
    }

    /// Called after a statement with [#NOTICED], so that nobody waits for the next round.
    public void announce() {
        queued.fire(new NoticesQueued());
    }

    /// Takes notices that are due, each for one replica alone.
    ///
    /// @param lease when they are due again, should this replica not come back to them
    /// @param busy applications to leave out
    List<Notice> claim(int limit, int perApplication, Duration lease, Collection<String> busy) {
        Instant now = clock.instant();
        return database.list(CLAIM, Notice::read, now.plus(lease), now, now, busy, perApplication, limit);
    }

    void remove(Notice notice) {
        database.update("delete from logout_notices where id = ?", notice.id());
    }

    /// Puts a notice off that the application does not take.
    void postpone(Notice notice, Instant until) {
        database.update("update logout_notices set due_at = ? where id = ?", until, notice.id());
    }

    /// Puts a notice off, and with it all others for the same application: it is the one that is down. The
    /// rows are locked in one order, as several may be put off at once.
    void postponeAll(Notice notice, Instant until) {
        database.update("""
                update logout_notices set due_at = case when id = ? then ? else greatest(due_at, ?) end
                where id = any(array(
                    select id from logout_notices where application_id = ? order by id for update))""", notice.id(), until, until, notice.applicationId());
    }

    /// One application to be told of one session.
    record Notice(String id, String applicationId, String userId, String sid, int attempts, Instant expiresAt) {
        static Notice read(Database.Row row) throws SQLException {
            return new Notice(
                    row.text("id"),
                    row.text("application_id"),
                    row.text("user_id"),
                    row.text("sid"),
                    row.number("attempts"),
                    row.instant("expires_at"));
        }
    }
}
