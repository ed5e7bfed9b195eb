package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.time.Instant;

/// The JWTs that were revoked before their end, by `jti` (RFC 9068 §4, RFC 7009).
@Singleton
public class RevokedTokens {
    /// A condition for a statement that looks for the token's owner anyway; takes the `jti`.
    public static final String NOT_REVOKED = "not exists (select 1 from revoked_tokens where jti = ?)";

    private final Database database;

    RevokedTokens(Database database) {
        this.database = database;
    }

    /// @param claims those of a token that was verified
    public void add(ObjectNode claims) {
        database.update(
                "insert into revoked_tokens (jti, expires_at) values (?, ?) on conflict do nothing",
                id(claims),
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    public boolean has(ObjectNode claims) {
        return database.find("select 1 from revoked_tokens where jti = ?", row -> true, id(claims))
                .isPresent();
    }

    public static String id(ObjectNode claims) {
        return claims.path("jti").asText();
    }
}
