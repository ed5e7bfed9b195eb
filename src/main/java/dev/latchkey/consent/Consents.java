package dev.latchkey.consent;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.logout.LogoutNotices;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// The table `consents`, and with it the answers to the consent page of a request.
@Singleton
public class Consents {
    /// Yes to one request is remembered for later ones. A no that was given before stays one.
    private static final String ALLOW = """
            with answered as (
                update sign_ins set consent = 'allowed', consent_session_id = ?
                where id = ? and (consent is distinct from 'denied' or consent_session_id <> ?) returning id
            )
            insert into consents (user_id, application_id, scopes, resources, given_at)
            select ?, ?, ?, ?, ? from answered
            on conflict (user_id, application_id) do update set
                scopes = array(select distinct unnest(consents.scopes || excluded.scopes) order by 1),
                resources = array(select distinct unnest(consents.resources || excluded.resources) order by 1),
                given_at = excluded.given_at""";

    /// What a third party was allowed without this page, on a device, ends too.
    private static final String REVOKE = """
            with wanted as (
                select ?::varchar as user_id, p.id as application_id, p.is_third_party from applications p where p.id = ?
            ), revoked as (
                delete from consents c using wanted w
                where c.user_id = w.user_id and c.application_id = w.application_id returning c.application_id
            ), ended as (
                update grants g set revoked_at = ? from wanted w
                where g.user_id = w.user_id and g.application_id = w.application_id and g.revoked_at is null
                  and (w.is_third_party or exists (select 1 from revoked))
                returning g.user_id, g.application_id, g.sid
            ), gone as (select * from ended), %s
            select exists (select 1 from noticed) as is_noticed
            where exists (select 1 from revoked) or exists (select 1 from ended)""".formatted(LogoutNotices.NOTICED);

    private final Database database;
    private final LogoutNotices notices;
    private final AuditLog audit;
    private final Clock clock;

    Consents(Database database, LogoutNotices notices, AuditLog audit, Clock clock) {
        this.database = database;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param signInId the request that is answered
    /// @param sessionId the session of the person who answers
    public record Answer(String signInId, String sessionId) {}

    /// What this person has allowed this application so far.
    public Consent find(String userId, String applicationId) {
        Optional<Consent> found = database.find(
                "select scopes, resources from consents where user_id = ? and application_id = ?",
                Consent::read,
                userId,
                applicationId);
        return found.orElse(Consent.NONE);
    }

    public void allow(Answer answer, String userId, String applicationId, Consent consent) {
        Instant now = clock.instant();
        database.update(
                ALLOW,
                answer.sessionId(),
                answer.signInId(),
                answer.sessionId(),
                userId,
                applicationId,
                consent.scopes().values(),
                consent.resources(),
                now);
    }

    /// What was allowed by earlier requests stays allowed.
    public void deny(Answer answer) {
        database.update(
                "update sign_ins set consent = 'denied', consent_session_id = ? where id = ?",
                answer.sessionId(),
                answer.signInId());
    }

    /// Takes everything back, and ends the tokens that hang on it; false when there is nothing.
    boolean revoke(String userId, String applicationId) {
        Optional<Boolean> revoked =
                database.find(REVOKE, row -> row.flag("is_noticed"), userId, applicationId, clock.instant());
        revoked.filter(isNoticed -> isNoticed).ifPresent(_ -> notices.announce());
        revoked.ifPresent(_ -> audit.record(AuditEvent.success("RevokeGrants")
                .withUser(userId)
                .withApplication(applicationId)
                .with("cause", "the consent was revoked")));
        return revoked.isPresent();
    }
}
