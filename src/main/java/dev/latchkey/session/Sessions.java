package dev.latchkey.session;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.user.PasswordChanged;
import dev.latchkey.user.UserSuspended;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Browser sessions in PostgreSQL, found by the hash of their cookie.
@Singleton
public class Sessions {
    private static final int TOKEN_LENGTH = 43;

    private static final String BEGIN = """
            with former as (
                select id, user_id from sessions where token_hash = ?
            ), begun as (
                insert into sessions (id, token_hash, user_id, auth_time, amr, created_at, touched_at,
                                      expires_at, ends_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            ), moved as (
                update grants set session_id = begun.id from former, begun
                where grants.session_id = former.id and former.user_id = ?
            ), revoked as (
                update grants set revoked_at = ? from former
                where grants.session_id = former.id and former.user_id <> ? and revoked_at is null
                  and ' ' || scope || ' ' not like '% offline_access %'
            ), ended as (
                delete from sessions where id in (select id from former)
            )
            update sign_ins set session_id = begun.id from begun where sign_ins.id = ?""";

    private final Database database;
    private final RandomValues random;
    private final SessionConfig config;
    private final Clock clock;

    Sessions(Database database, RandomValues random, SessionConfig config, Clock clock) {
        this.database = database;
        this.random = random;
        this.config = config;
        this.clock = clock;
    }

    /// A session that has just begun, and the secret value of its cookie.
    public record Begun(String id, String cookieValue) {}

    /// The live session that a cookie value stands for.
    public Optional<Session> find(Optional<String> cookieValue) {
        return cookieValue
                .filter(value -> value.length() == TOKEN_LENGTH)
                .flatMap(value -> database.find("""
                        select s.id, s.user_id, s.auth_time, s.amr, s.touched_at, s.expires_at, s.ends_at,
                               u.application_id is null as is_newcomer
                        from sessions s join users u on u.id = s.user_id
                        where s.token_hash = ? and not u.is_suspended""", this::read, Hashes.sha256(value)))
                .flatMap(session -> session);
    }

    /// Begins a session for a sign-in, under a new id at every authentication; a session that the
    /// browser had before ends in the same statement, so no old id survives (session fixation). What
    /// the same person authorized in it goes on in the new one; what somebody else did ends with it,
    /// as at sign-out.
    public Begun begin(String userId, List<String> amr, Optional<String> formerCookie, String signInId) {
        Instant now = clock.instant();
        Begun begun = new Begun(random.entityId(), random.token());
        database.update(
                BEGIN,
                Hashes.sha256(formerCookie.orElse("")),
                begun.id(),
                Hashes.sha256(begun.cookieValue()),
                userId,
                now,
                amr,
                now,
                now,
                now.plus(config.idleTimeout()),
                now.plus(config.absoluteTimeout()),
                userId,
                now,
                userId,
                signInId);
        return begun;
    }

    /// Ends a session: its row goes, and with it what was authorized in it for no longer than it
    /// lasts; what was granted `offline_access` stays.
    public void end(String id) {
        database.update("""
                with revoked as (
                    update grants set revoked_at = ?
                    where session_id = ? and revoked_at is null
                      and ' ' || scope || ' ' not like '% offline_access %'
                )
                delete from sessions where id = ?""", clock.instant(), id, id);
    }

    /// True when the application was authorized in this session, so that its wish to end it is its own.
    public boolean isUsedBy(String sessionId, String applicationId) {
        return database.find(
                        "select 1 from grants where session_id = ? and application_id = ? limit 1",
                        row -> true,
                        sessionId,
                        applicationId)
                .isPresent();
    }

    void userSuspended(@Observes UserSuspended event) {
        endAll(event.userId());
    }

    void passwordChanged(@Observes PasswordChanged event) {
        endAll(event.userId());
    }

    private void endAll(String userId) {
        database.update("delete from sessions where user_id = ?", userId);
    }

    private Optional<Session> read(Database.Row row) throws SQLException {
        Instant now = clock.instant();
        Instant endsAt = row.instant("ends_at");
        if (!now.isBefore(row.instant("expires_at")) || !now.isBefore(endsAt)) {
            return Optional.empty();
        }
        boolean touch = row.flag("is_newcomer")
                || row.instant("touched_at").plus(config.touchInterval()).isBefore(now);
        return Optional.of(new Session(
                row.text("id"),
                row.text("user_id"),
                row.instant("auth_time"),
                row.texts("amr"),
                touch ? now.plus(config.idleTimeout()) : null));
    }
}
