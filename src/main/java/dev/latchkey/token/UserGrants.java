package dev.latchkey.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.logout.LogoutNotices;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a person has authorized, and when each of it ends: the answer to "why was I signed out?".
@Singleton
public class UserGrants {
    /// Those that a token, a code or a session hangs on. A JWT is in no table; where there is nothing to refresh it
    /// by, the authorization ends with it, after a day at the latest.
    private static final String LIVE = """
            with moment as (select ?::timestamptz as now), live as (
                select g.id, g.application_id, g.scope, g.resources, g.session_id, g.auth_time, g.created_at,
                       r.expires_at as refresh_expires_at, r.ends_at as refresh_ends_at,
                       (select max(a.expires_at) from access_tokens a
                        where a.grant_id = g.id and a.expires_at > now) as access_expires_at,
                       case when cardinality(g.resources) > 0 and g.expires_at < g.created_at + interval '25 hours'
                            then g.expires_at end as jwt_expires_at
                from moment cross join grants g join applications p on p.id = g.application_id
                    left join refresh_tokens r
                    on r.grant_id = g.id and r.rotated_at is null and r.expires_at > now
                where g.user_id = ? and g.revoked_at is null and g.expires_at > now
                  and (?::varchar is null or g.application_id = ?) and (?::boolean is null or p.is_third_party = ?)
            ), listed as (
                select live.* from live cross join moment
                where coalesce(refresh_expires_at, access_expires_at, jwt_expires_at) is not null
                   or exists (select 1 from sessions s where s.id = session_id and s.expires_at > now)
                   or exists (select 1 from authorization_codes c
                              where c.grant_id = live.id and c.redeemed_at is null and c.expires_at > now)
                   or exists (select 1 from device_codes d
                              where d.grant_id = live.id and d.redeemed_at is null and d.expires_at > now)
            )\s""";

    private static final String LIST = LIVE + "select * from listed order by created_at desc, id limit ? offset ?";
    private static final String COUNT = LIVE + "select count(*) as total from listed";

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
    ///     before then; null when it already can do nothing, but still has a code or the browser its session
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

    /// The youngest first.
    public Listing<View> of(
            String userId, Optional<String> applicationId, Optional<Boolean> isThirdParty, Paging paging) {
        String application = applicationId.orElse(null);
        Boolean kind = isThirdParty.orElse(null);
        List<Object> which = Arrays.asList(clock.instant(), userId, application, application, kind, kind);
        List<Object> page = new ArrayList<>(which);
        page.addAll(List.of(paging.size(), paging.offset()));
        List<Row> rows = database.list(LIST, Row::read, page.toArray());
        long total = database.find(COUNT, row -> row.longNumber("total"), which.toArray())
                .orElseThrow();
        return new Listing<>(rows, total).map(this::view);
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
        Instant end = row.end();
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
                end == null ? null : cause(application, row));
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
            Instant accessEnd,
            Instant jwtEnd) {
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
                    row.instant("access_expires_at"),
                    row.instant("jwt_expires_at"));
        }

        /// Null when no token is alive.
        Instant end() {
            if (refreshEnd != null) {
                return refreshEnd;
            }
            return endsWithApi() ? jwtEnd : accessEnd;
        }

        boolean endsWithApi() {
            return refreshEnd == null && jwtEnd != null && (accessEnd == null || accessEnd.isBefore(jwtEnd));
        }
    }

    private static String cause(Optional<Application> application, Row row) {
        if (row.endsWithApi()) {
            return "accessTokenTtl of the resource";
        }
        if (row.refreshEnd() == null) {
            return application
                            .filter(app -> app.custom().accessTokenTtl() != null)
                            .isPresent()
                    ? "customClientMetadata.accessTokenTtl"
                    : "latchkey.token.access-token-lifetime";
        }
        if (!row.refreshEnd().isBefore(row.familyEnd())) {
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
