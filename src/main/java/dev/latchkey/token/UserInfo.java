package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INSUFFICIENT_SCOPE;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What an opaque access token opens: the claims of its person, read in one statement.
@Singleton
class UserInfo {

    /// Identities are gathered only when they are to be shown.
    private static final String FIND = "select a.scope as token_scope, a.expires_at, a.dpop_jkt, "
            + Authorization.COLUMNS + ", " + Subject.COLUMNS + """
            , case when ' ' || a.scope || ' ' like '% identities %' or 'identities' = any(g.userinfo_claims) then (
                  select coalesce(jsonb_object_agg(i.target, jsonb_build_object(
                             'userId', i.provider_user_id, 'details', i.details)), '{}')
                  from user_identities i where i.user_id = u.id) end as identities
            from access_tokens a join grants g on g.id = a.grant_id join users u on u.id = g.user_id
            where a.hash = ?""";

    private final Database database;
    private final Claims claims;
    private final Clock clock;

    UserInfo(Database database, Claims claims, Clock clock) {
        this.database = database;
        this.claims = claims;
        this.clock = clock;
    }

    private record Found(
            Scopes scopes,
            Instant expiresAt,
            Optional<KeyThumbprint> boundTo,
            String identities,
            Authorization authorization,
            Subject subject) {
        static Found read(Database.Row row) throws SQLException {
            return new Found(
                    Scopes.parse(row.text("token_scope")),
                    row.instant("expires_at"),
                    KeyThumbprint.ofColumn(row.text("dpop_jkt")),
                    row.text("identities"),
                    Authorization.read(row),
                    Subject.read(row));
        }
    }

    /// The answer, and the application it is for.
    record Answer(String clientId, Map<String, Object> claims) {}

    /// Refuses a caller who does not hold the key that the token is bound to.
    @FunctionalInterface
    interface Possession {
        void require(Optional<KeyThumbprint> boundTo, String clientId);
    }

    /// A JWT is for an API and opens nothing here: it is as unknown as any other text.
    Answer read(String token, Possession possession) {
        if (!RandomValues.isToken(token)) {
            throw INVALID_TOKEN.because("access token is no token for userinfo");
        }
        Found found = database.find(FIND, Found::read, Hashes.sha256(token))
                .filter(this::isGood)
                .orElseThrow(() -> INVALID_TOKEN.because("access token is unknown, expired or revoked"));
        possession.require(found.boundTo(), found.authorization().clientId());
        if (!found.scopes().has(Scopes.OPENID)) {
            throw INSUFFICIENT_SCOPE.because("the scope openid is missing");
        }
        Authorization authorization = found.authorization();
        return new Answer(
                authorization.clientId(),
                claims.inUserInfo(
                        found.subject(),
                        found.identities(),
                        found.scopes(),
                        authorization.requested().userInfo()));
    }

    private boolean isGood(Found found) {
        Instant now = clock.instant();
        return now.isBefore(found.expiresAt())
                && found.authorization().isAlive(now)
                && !found.subject().isSuspended();
    }
}
