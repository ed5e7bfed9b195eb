package dev.latchkey.token;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.key.RevokedTokens;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.user.PasswordChanged;
import dev.latchkey.user.UserSuspended;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Ends authorizations, and with them all tokens that hang on them.
@Singleton
public class Authorizations {

    private final Database database;
    private final TokenVerifier verifier;
    private final RevokedTokens revokedTokens;
    private final AuditLog audit;
    private final Clock clock;

    Authorizations(
            Database database, TokenVerifier verifier, RevokedTokens revokedTokens, AuditLog audit, Clock clock) {
        this.database = database;
        this.verifier = verifier;
        this.revokedTokens = revokedTokens;
        this.audit = audit;
        this.clock = clock;
    }

    /// Ends one authorization, because its code or an old refresh token was replayed: a thief may have it.
    ///
    /// @param cause for the record
    public void revoke(String grantId, String cause) {
        database.find(
                        """
                        update grants set revoked_at = ? where id = ? and revoked_at is null
                        returning user_id, application_id""",
                        row -> AuditEvent.success("RevokeGrants")
                                .withUser(row.text("user_id"))
                                .withApplication(row.text("application_id"))
                                .with("grantId", grantId)
                                .with("cause", cause),
                        clock.instant(),
                        grantId)
                .ifPresent(audit::record);
    }

    /// RFC 7009: ends what the token belongs to, if the token is this client's. A refresh token takes
    /// its whole authorization along; an access token goes alone. Unknown tokens change nothing.
    public void revokeToken(String token, String clientId) {
        if (RandomValues.isToken(token)) {
            revokeOpaque(token, clientId);
        } else {
            verifier.verify(token)
                    .filter(ResourceTokens::isOne)
                    .filter(claims -> claims.path("client_id").asText().equals(clientId))
                    .ifPresent(revokedTokens::add);
        }
    }

    private void revokeOpaque(String token, String clientId) {
        byte[] hash = Hashes.sha256(token);
        database.update("""
                with refreshed as (
                    update grants g set revoked_at = ? from refresh_tokens r
                    where r.hash = ? and g.id = r.grant_id and g.application_id = ? and g.revoked_at is null
                )
                delete from access_tokens a using grants g
                where a.hash = ? and g.id = a.grant_id and g.application_id = ?""", clock.instant(), hash, clientId, hash, clientId);
    }

    void userSuspended(@Observes UserSuspended event) {
        revokeAll(event.userId(), Optional.empty(), "the user was suspended");
    }

    void passwordChanged(@Observes PasswordChanged event) {
        revokeAll(event.userId(), event.by(), "the password was changed");
    }

    private void revokeAll(String userId, Optional<String> except, String cause) {
        int ended = database.update(
                "update grants set revoked_at = ? where user_id = ? and revoked_at is null and id is distinct from ?",
                clock.instant(),
                userId,
                except.orElse(null));
        if (ended > 0) {
            audit.record(AuditEvent.success("RevokeGrants")
                    .withUser(userId)
                    .with("grants", ended)
                    .with("cause", cause));
        }
    }
}
