package dev.latchkey.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.logout.LogoutNotices;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a person has authorized, and when each of it ends: the answer to "why was I signed out?".
@Singleton
public class UserGrants {
    private static final int MAX_LISTED = 100;

    private static final String SELECT = """
            select g.id, g.application_id, g.scope, g.resources, g.session_id, g.auth_time, g.created_at,
                   g.expires_at, r.expires_at as refresh_expires_at, r.ends_at as refresh_ends_at,
                   (select max(a.expires_at) from access_tokens a where a.grant_id = g.id) as access_expires_at
            from grants g join applications p on p.id = g.application_id left join refresh_tokens r on r.grant_id = g.id and r.rotated_at is null
            where g.user_id = ? and g.revoked_at is null and g.expires_at > ?
              and (?::varchar is null or g.application_id = ?) and (?::boolean is null or p.is_third_party = ?)
            order by g.created_at desc, g.id limit\s""" + MAX_LISTED;

    /// Who takes back what a third party was allowed means all of it.
    private static final String END = """
            with chosen as (
                select g.id, g.user_id, g.application_id, p.is_third_party
                from grants g join applications p on p.id = g.application_id
                where g.id = ? and g.user_id = ? and g.revoked_at is null
            ), ended as (
                update grants g set revoked_at = ? from chosen c
                where g.user_id = c.user_id and g.application_id = c.application_id and g.revoked_at is null
                  and (g.id = c.id or c.is_third_party)
                returning g.user_id, g.application_id, g.sid
            ), gone as (select * from ended), %s, forgotten as (
                delete from consents c using chosen
                where c.user_id = chosen.user_id and c.application_id = chosen.application_id
            )
            select exists (select 1 from noticed) as is_noticed where exists (select 1 from ended)""".formatted(LogoutNotices.NOTICED);

    private final Database database;
    private final Applications applications;
    private final LogoutNotices notices;
    private final AuditLog audit;
    private final Clock clock;

    UserGrants(Database database, Applications applications, LogoutNotices notices, AuditLog audit, Clock clock) {
        this.database = database;
        this.applications = applications;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /// One authorization; times in milliseconds.
    ///
    /// @param signedOutAt when the application can do no more without the person, if nothing refreshes
    ///     before then
    /// @param cause the setting that decides over it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String id,
            String applicationId,
            String applicationName,
            String scope,
            List<String> resources,
            String sessionId,
            long authTime,
            long createdAt,
            Long refreshTokenExpiresAt,
            Long signedOutAt,
            String cause) {}

    public List<View> of(String userId, Optional<String> applicationId, Optional<Boolean> isThirdParty) {
        String application = applicationId.orElse(null);
        Boolean kind = isThirdParty.orElse(null);
        return database.list(SELECT, Row::read, userId, clock.instant(), application, application, kind, kind).stream()
                .map(this::view)
                .toList();
    }

    /// Ends an authorization of this person, of a third party all that it has; false when there is none.
    public boolean end(String userId, String grantId) {
        Optional<Boolean> ended = database.find(END, row -> row.flag("is_noticed"), grantId, userId, clock.instant());
        ended.filter(isNoticed -> isNoticed).ifPresent(_ -> notices.announce());
        ended.ifPresent(_ -> audit.record(AuditEvent.success("RevokeGrants")
                .withUser(userId)
                .with("grantId", grantId)
                .with("cause", "it was ended on request")));
        return ended.isPresent();
    }

    /// Names are looked up afterwards: not while this statement's connection is held.
    private View view(Row row) {
        Optional<Application> application = applications.find(row.applicationId());
        Instant end = row.refreshEnd() != null ? row.refreshEnd() : row.accessEnd();
        boolean absolute = row.refreshEnd() != null && !row.refreshEnd().isBefore(row.familyEnd());
        return new View(
                row.id(),
                row.applicationId(),
                application.map(Application::name).orElse(null),
                row.scope(),
                row.resources(),
                row.sessionId(),
                row.authTime().toEpochMilli(),
                row.createdAt().toEpochMilli(),
                row.refreshEnd() == null ? null : row.refreshEnd().toEpochMilli(),
                end == null ? null : end.toEpochMilli(),
                cause(application, row.refreshEnd() != null, absolute));
    }

    private record Row(
            String id,
            String applicationId,
            String scope,
            List<String> resources,
            String sessionId,
            Instant authTime,
            Instant createdAt,
            Instant refreshEnd,
            Instant familyEnd,
            Instant accessEnd) {
        static Row read(Database.Row row) throws SQLException {
            return new Row(
                    row.text("id"),
                    row.text("application_id"),
                    row.text("scope"),
                    row.texts("resources"),
                    row.text("session_id"),
                    row.instant("auth_time"),
                    row.instant("created_at"),
                    row.instant("refresh_expires_at"),
                    row.instant("refresh_ends_at"),
                    row.instant("access_expires_at"));
        }
    }

    private static String cause(Optional<Application> application, boolean refreshes, boolean absolute) {
        if (!refreshes) {
            return application
                            .filter(app -> app.custom().accessTokenTtl() != null)
                            .isPresent()
                    ? "customClientMetadata.accessTokenTtl"
                    : "latchkey.token.access-token-lifetime";
        }
        if (absolute) {
            return "latchkey.token.refresh-token-absolute-lifetime";
        }
        if (application
                .filter(app -> app.custom().refreshTokenTtlInDays() != null)
                .isPresent()) {
            return "customClientMetadata.refreshTokenTtlInDays";
        }
        return application.filter(app -> app.custom().refreshTokenTtl() != null).isPresent()
                ? "customClientMetadata.refreshTokenTtl"
                : "latchkey.token.refresh-token-lifetime";
    }
}
