package dev.latchkey.token;

import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What a person allowed an application, and the sign-in it came from: a row of `grants`. All
/// tokens of one authorization hang on it.
///
/// @param sid the session's id as ID tokens and logout tokens name it
/// @param amr how the person proved who they are (RFC 8176)
/// @param actors who acts for the person, the present one first (RFC 8693 §4.1); mostly nobody
public record Authorization(
        String id,
        String clientId,
        Scopes scopes,
        List<String> resources,
        RequestedClaims requested,
        String nonce,
        Instant authTime,
        List<String> amr,
        String sid,
        Instant createdAt,
        Instant expiresAt,
        List<String> actors,
        boolean isRevoked) {
    /// The columns of `grants g` that [#read] needs.
    static final String COLUMNS = """
            g.id as grant_id, g.application_id, g.scope, g.resources, g.nonce, g.auth_time, g.amr, g.sid,
            g.created_at as grant_created_at, g.expires_at as grant_expires_at, g.revoked_at,
            g.userinfo_claims, g.id_token_claims, g.actors""";

    static Authorization read(Database.Row row) throws SQLException {
        return new Authorization(
                row.text("grant_id"),
                row.text("application_id"),
                Scopes.parse(row.text("scope")),
                row.texts("resources"),
                RequestedClaims.read(row),
                row.text("nonce"),
                row.instant("auth_time"),
                row.texts("amr"),
                row.text("sid"),
                row.instant("grant_created_at"),
                row.instant("grant_expires_at"),
                row.texts("actors"),
                row.instant("revoked_at") != null);
    }

    /// As its refreshed ID tokens speak of it: the nonce answered the request of the first (OIDC Core §12.2).
    Authorization refreshed() {
        return new Authorization(
                id, clientId, scopes, resources, requested, null, authTime, amr, sid, createdAt, expiresAt, actors,
                isRevoked);
    }

    /// True while tokens may be issued and used on it.
    public boolean isAlive(Instant now) {
        return !isRevoked && now.isBefore(expiresAt);
    }
}
