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

    /// The oldest first, and few of each application: one that hangs must not keep the others waiting. The
    /// applications are stepped through by the index, so that the many notices of one that is paused cost nothing.
    private static final String CLAIM = """
            update logout_notices set due_at = ?, attempts = attempts + 1
            where id = any(array(
                select id from logout_notices
                where due_at <= ? and id = any(array(
                    with recursive waiting as (
                        (select application_id from logout_notices order by application_id limit 1)
                        union all
                        select (select n.application_id from logout_notices n
                                where n.application_id > w.application_id order by n.application_id limit 1)
                        from waiting w where w.application_id is not null)
                    select turn.id from waiting w cross join lateral (
                        select n.id from logout_notices n
                        where n.application_id = w.application_id and n.due_at <= ? and n.expires_at > ?
                        order by n.due_at limit ?) turn
                    where w.application_id <> all(?::text[]) and not exists (
                        select 1 from logout_pauses p where p.application_id = w.application_id and p.until > ?)))
                order by due_at limit ? for update skip locked))
            returning id, application_id, user_id, sid, attempts, expires_at""";

    /// Those whose time is over, unless somebody is delivering one right now.
    private static final String GIVE_UP = """
            delete from logout_notices where id = any(array(
                select id from logout_notices where expires_at <= ? and due_at <= ? limit ? for update skip locked))
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
        return database.list(CLAIM, Notice::read, now.plus(lease), now, now, now, perApplication, busy, now, limit);
    }

    /// Takes notices away that could not be delivered in time.
    List<Notice> giveUp(int limit) {
        Instant now = clock.instant();
        return database.list(GIVE_UP, Notice::read, now, now, limit);
    }

    void remove(Notice notice) {
        database.update("delete from logout_notices where id = ?", notice.id());
    }

    void postpone(Notice notice, Instant until) {
        database.update("update logout_notices set due_at = ? where id = ?", until, notice.id());
    }

    /// Lets all notices for the application wait, also those that are yet to come: it is the one that is down.
    void pause(String applicationId, Instant until) {
        database.update("""
                insert into logout_pauses as p (application_id, until) select id, ? from applications where id = ?
                on conflict (application_id) do update set until = greatest(p.until, excluded.until)""", until, applicationId);
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
