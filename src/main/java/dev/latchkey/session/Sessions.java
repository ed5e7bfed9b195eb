package dev.latchkey.session;

import dev.latchkey.logout.LogoutNotices;
import dev.latchkey.logout.SignedInApplication;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.user.IdentityLinks;
import dev.latchkey.user.PasswordChanged;
import dev.latchkey.user.UserDeleted;
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

    /// In this and the next ones, whoever deletes the row tells the applications: of two at once, one.
    private static final String BEGIN = """
            with former as (
                select id, user_id, user_id = ? as is_own from sessions where token_hash = ?
            ), ended as (
                delete from sessions where id in (select id from former) returning id, user_id
            ), gone as (
                select v.application_id, ended.user_id, v.sid
                from ended join session_applications v on v.session_id = ended.id where ended.user_id <> ?
            ), %s, begun as (
                insert into sessions (id, token_hash, user_id, auth_time, amr, created_at, touched_at,
                                      expires_at, ends_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            ), origin as (
                insert into session_identities (session_id, target, provider_user_id, expires_at)
                select id, ?, ?, ? from begun where ?
            ), moved as (
                update grants set session_id = begun.id from former, begun
                where grants.session_id = former.id and former.is_own
            ), joined as (
                update session_applications v set session_id = begun.id from former, begun
                where v.session_id = former.id and former.is_own
            ), revoked as (
                update grants set revoked_at = ? from former
                where grants.session_id = former.id and not former.is_own and revoked_at is null
                  and ' ' || scope || ' ' not like '%% offline_access %%'
            ), resumed as (
                update sign_ins set session_id = begun.id from begun where sign_ins.id = ?
            )
            select exists (select 1 from noticed) as is_noticed""".formatted(LogoutNotices.NOTICED);

    private static final String END = """
            with ended as (
                delete from sessions where id = ? returning id, user_id
            ), gone as (
                select v.application_id, ended.user_id, v.sid
                from ended join session_applications v on v.session_id = ended.id
            ), %s, revoked as (
                update grants g set revoked_at = ? from applications a
                where g.session_id = ? and g.revoked_at is null and a.id = g.application_id
                  and (' ' || g.scope || ' ' not like '%% offline_access %%'
                       or a.is_third_party and ? or not a.is_third_party and ?)
            )
            select application_id, sid, exists (select 1 from noticed) as is_noticed from gone""".formatted(LogoutNotices.NOTICED);

    private static final String END_ALL = """
            with ended as (
                delete from sessions
                where user_id = ? and id is distinct from (select session_id from grants where id = ?)
                returning id, user_id
            ), gone as (
                select v.application_id, ended.user_id, v.sid
                from ended join session_applications v on v.session_id = ended.id
            ), %s
            select exists (select 1 from noticed) as is_noticed""".formatted(LogoutNotices.NOTICED);

    private final Database database;
    private final RandomValues random;
    private final LogoutNotices notices;
    private final SessionConfig config;
    private final Clock clock;

    Sessions(Database database, RandomValues random, LogoutNotices notices, SessionConfig config, Clock clock) {
        this.database = database;
        this.random = random;
        this.notices = notices;
        this.config = config;
        this.clock = clock;
    }

    /// A session that has just begun, and the secret value of its cookie.
    public record Begun(String id, String cookieValue) {}

    /// The identity that a session began with: should it turn out to be another person's, what it began is
    /// theirs.
    public record Origin(String target, String providerUserId) {}

    /// The live session that a cookie value stands for.
    public Optional<Session> find(Optional<String> cookieValue) {
        return cookieValue
                .filter(RandomValues::isToken)
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
    public Begun begin(
            String userId, List<String> amr, Optional<String> formerCookie, String signInId, Optional<Origin> origin) {
        Instant now = clock.instant();
        Begun begun = new Begun(random.entityId(), random.token());
        Boolean noticed = database.find(
                        BEGIN,
                        row -> row.flag("is_noticed"),
                        userId,
                        Hashes.sha256(formerCookie.orElse("")),
                        userId,
                        begun.id(),
                        Hashes.sha256(begun.cookieValue()),
                        userId,
                        now,
                        amr,
                        now,
                        now,
                        now.plus(config.idleTimeout()),
                        now.plus(config.absoluteTimeout()),
                        origin.map(Origin::target).orElse(""),
                        origin.map(Origin::providerUserId).orElse(""),
                        now.plus(IdentityLinks.BEGINNINGS_KEPT),
                        origin.isPresent(),
                        now,
                        signInId)
                .orElseThrow();
        announce(noticed);
        return begun;
    }

    /// Which authorizations go with a session although they were granted `offline_access`.
    enum Along {
        NONE,
        FIRST_PARTY,
        ALL
    }

    /// Ends a session: its row goes, and with it what was authorized in it for no longer than it
    /// lasts; what was granted `offline_access` stays.
    ///
    /// @return the applications that the person signed in to from it
    public List<SignedInApplication> end(String id) {
        return end(id, Along.NONE);
    }

    /// Ends a session with everything that was authorized in it, for however long.
    ///
    /// @return as of [#end]
    public List<SignedInApplication> endWholly(String id) {
        return end(id, Along.ALL);
    }

    List<SignedInApplication> end(String id, Along along) {
        boolean[] noticed = new boolean[1];
        List<SignedInApplication> signedIn = database.list(
                END,
                row -> {
                    noticed[0] |= row.flag("is_noticed");
                    return SignedInApplication.read(row);
                },
                id,
                clock.instant(),
                id,
                along == Along.ALL,
                along != Along.NONE);
        announce(noticed[0]);
        return signedIn;
    }

    /// True when the application was authorized in this session, so that its wish to end it is its own.
    public boolean isUsedBy(String sessionId, String applicationId) {
        return database.find(
                        "select 1 from session_applications where session_id = ? and application_id = ? limit 1",
                        row -> true,
                        sessionId,
                        applicationId)
                .isPresent();
    }

    void userSuspended(@Observes UserSuspended event) {
        endAll(event.userId(), Optional.empty());
    }

    void passwordChanged(@Observes PasswordChanged event) {
        endAll(event.userId(), event.by());
    }

    void userDeleted(@Observes UserDeleted event) {
        endAll(event.userId(), Optional.empty());
    }

    /// @param except an authorization whose session goes on
    private void endAll(String userId, Optional<String> except) {
        announce(database.find(END_ALL, row -> row.flag("is_noticed"), userId, except.orElse(null))
                .orElseThrow());
    }

    private void announce(boolean noticed) {
        if (noticed) {
            notices.announce();
        }
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
