package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Tokens by which an administrator lets an application act in somebody's name: made by the management API,
/// kept by hash, good for one exchange.
@Singleton
class ImpersonationTokens implements SubjectTokens {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String PREFIX = "sub_";
    private static final int LENGTH = PREFIX.length() + 43;

    private final Database database;
    private final RandomValues random;
    private final Clock clock;

    ImpersonationTokens(Database database, RandomValues random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// Opaque access tokens are shorter, JWTs begin otherwise.
    static boolean looksLike(String token) {
        return token.length() == LENGTH && token.startsWith(PREFIX);
    }

    /// A new token for this person; empty when there is none with this id.
    ///
    /// @param context a JSON object
    Optional<String> make(String userId, String context) {
        String token = PREFIX + random.token();
        Instant now = clock.instant();
        int made = database.update("""
                insert into subject_tokens (hash, user_id, context, created_at, expires_at)
                select ?, id, ?::jsonb, ?, ? from users where id = ?""", Hashes.sha256(token), context, now, now.plus(LIFETIME), userId);
        return made == 1 ? Optional.of(token) : Optional.empty();
    }

    @Override
    public Set<String> types() {
        return Set.of(TokenTypes.IMPERSONATION_TOKEN);
    }

    @Override
    public SubjectToken accept(Parameters request, AuthenticatedClient client) {
        Instant now = clock.instant();
        return database.find(
                        """
                        update subject_tokens set used_at = ? where hash = ? and used_at is null and expires_at > ?
                        returning user_id, context""",
                        row -> new SubjectToken.Impersonated(row.text("user_id"), row.text("context")),
                        now,
                        Hashes.sha256(request.required("subject_token")),
                        now)
                .orElseThrow(() -> INVALID_REQUEST.because("subject_token is unknown, expired or was used"));
    }
}
