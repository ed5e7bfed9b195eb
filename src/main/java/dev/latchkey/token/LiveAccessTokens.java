package dev.latchkey.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.client.Applications;
import dev.latchkey.key.RevokedTokens;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Reads access tokens that come back to be exchanged: opaque ones and JWTs. Whoever gets one knows that
/// it was not revoked, that its application is still there and that its person is not suspended.
@Singleton
public class LiveAccessTokens {

    private static final String FIND_OPAQUE = "select a.scope as token_scope, a.expires_at, a.dpop_jkt, "
            + Authorization.COLUMNS + ", " + Subject.COLUMNS + """
             from access_tokens a join grants g on g.id = a.grant_id join users u on u.id = g.user_id
            where a.hash = ?""";

    private static final String FIND_OWNER = "select " + Authorization.COLUMNS + ", " + Subject.COLUMNS
            + " from grants g join users u on u.id = g.user_id where g.id = ? and " + RevokedTokens.NOT_REVOKED;

    private final Database database;
    private final TokenVerifier verifier;
    private final RevokedTokens revokedTokens;
    private final Applications applications;
    private final Clock clock;

    LiveAccessTokens(
            Database database,
            TokenVerifier verifier,
            RevokedTokens revokedTokens,
            Applications applications,
            Clock clock) {
        this.database = database;
        this.verifier = verifier;
        this.revokedTokens = revokedTokens;
        this.applications = applications;
        this.clock = clock;
    }

    public Optional<LiveAccessToken> find(String token) {
        Optional<LiveAccessToken> found = RandomValues.isToken(token)
                ? database.find(FIND_OPAQUE, LiveAccessTokens::opaque, Hashes.sha256(token))
                : verifier.verify(token).flatMap(this::jwt);
        return found.filter(this::isGood);
    }

    private boolean isGood(LiveAccessToken token) {
        Instant now = clock.instant();
        return now.isBefore(token.expiresAt())
                && applications.find(token.clientId()).isPresent()
                && token.owner().map(owner -> isGood(owner, now)).orElse(true);
    }

    private static boolean isGood(LiveAccessToken.Owner owner, Instant now) {
        return owner.authorization().isAlive(now) && !owner.subject().isSuspended();
    }

    private static LiveAccessToken opaque(Database.Row row) throws SQLException {
        LiveAccessToken.Owner owner = owner(row);
        return new LiveAccessToken(
                owner.authorization().clientId(),
                owner.subject().id(),
                Scopes.parse(row.text("token_scope")),
                row.instant("expires_at"),
                KeyThumbprint.ofColumn(row.text("dpop_jkt")),
                owner.authorization().actors(),
                Optional.of(owner));
    }

    /// ID tokens and logout tokens are signed by us as well, and are none.
    private Optional<LiveAccessToken> jwt(ObjectNode claims) {
        String clientId = claims.path("client_id").asText();
        String subjectId = claims.path("sub").asText();
        if (!ResourceTokens.isOne(claims)) {
            return Optional.empty();
        }
        boolean isUsers = !subjectId.equals(clientId);
        Optional<LiveAccessToken.Owner> owner = isUsers
                ? database.find(
                        FIND_OWNER, LiveAccessTokens::owner, claims.path("gid").asText(), RevokedTokens.id(claims))
                : Optional.empty();
        if (isUsers ? owner.isEmpty() : revokedTokens.has(claims)) {
            return Optional.empty();
        }
        return Optional.of(new LiveAccessToken(
                clientId,
                subjectId,
                Scopes.parse(claims.path("scope").asText()),
                Instant.ofEpochSecond(claims.path("exp").asLong()),
                KeyThumbprint.ofColumn(claims.path("cnf").path("jkt").textValue()),
                ActorClaim.read(claims.path("act")),
                owner));
    }

    private static LiveAccessToken.Owner owner(Database.Row row) throws SQLException {
        return new LiveAccessToken.Owner(Authorization.read(row), Subject.read(row));
    }
}
