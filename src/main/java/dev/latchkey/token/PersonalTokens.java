package dev.latchkey.token;

import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// Who calls the account API: the person of an opaque access token, which an application holds for them
/// (reference, management API §12). A token that is bound to a key is none for its mere bearer (RFC 9449 §6).
@Singleton
public class PersonalTokens {
    private static final String SCHEME = "bearer ";
    private static final int TOKEN_LENGTH = 43;

    private static final String FIND = """
            select g.user_id, g.application_id, a.scope from access_tokens a
            join grants g on g.id = a.grant_id join users u on u.id = g.user_id
            where a.hash = ? and a.expires_at > ? and a.dpop_jkt is null
              and g.revoked_at is null and g.expires_at > ? and not u.is_suspended""";

    private final Database database;
    private final Clock clock;

    PersonalTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param applicationId who calls on their behalf
    public record Holder(String userId, String applicationId, Scopes scopes) {
        static Holder read(Database.Row row) throws SQLException {
            return new Holder(row.text("user_id"), row.text("application_id"), Scopes.parse(row.text("scope")));
        }

        /// Refuses a token that was not given for this.
        public void require(String scope) {
            if (!scopes.has(scope)) {
                throw new ApiException(403, "auth.forbidden", "The token does not hold the scope " + scope + ".");
            }
        }
    }

    /// @param authorization the header, or null
    public Holder require(String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw new ApiException(401, "auth.authorization_header_missing", "The Authorization header is missing.");
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new ApiException(
                    401, "auth.authorization_token_type_not_supported", "Only tokens of type Bearer are supported.");
        }
        Holder holder = find(authorization.substring(SCHEME.length()).strip())
                .orElseThrow(() ->
                        new ApiException(401, "auth.unauthorized", "The token is no valid access token of a person."));
        holder.require(Scopes.OPENID);
        return holder;
    }

    private Optional<Holder> find(String token) {
        return token.length() == TOKEN_LENGTH
                ? database.find(FIND, Holder::read, Hashes.sha256(token), clock.instant(), clock.instant())
                : Optional.empty();
    }
}
