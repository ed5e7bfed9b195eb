package dev.latchkey.token;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Refresh tokens, kept by hash, one family per authorization.
@Singleton
public class RefreshTokens {
    private static final String FIND =
            "select r.issued_at, r.expires_at, r.ends_at, r.rotated_at, r.used_at, r.successor_sealed, r.dpop_jkt, "
                    + Authorization.COLUMNS + ", " + Subject.COLUMNS + """
             from refresh_tokens r join grants g on g.id = r.grant_id join users u on u.id = g.user_id
            where r.hash = ?""";

    private final Database database;

    RefreshTokens(Database database) {
        this.database = database;
    }

    /// A refresh token as stored; what it is good for is not decided here.
    public Optional<StoredRefreshToken> find(String token) {
        return database.find(FIND, StoredRefreshToken::read, Hashes.sha256(token));
    }
}
