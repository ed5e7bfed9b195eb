package dev.latchkey.token;

import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// An authorization code with all that its redemption needs to know.
///
/// @param boundTo the key that its redemption has to prove (RFC 9449 §10)
public record StoredCode(
        String redirectUri,
        Optional<CodeChallenge> challenge,
        Optional<KeyThumbprint> boundTo,
        Instant expiresAt,
        boolean isRedeemed,
        Authorization authorization,
        Subject subject) {
    static StoredCode read(Database.Row row) throws SQLException {
        return new StoredCode(
                row.text("redirect_uri"),
                Optional.ofNullable(row.text("code_challenge")).map(CodeChallenge::new),
                KeyThumbprint.ofColumn(row.text("dpop_jkt")),
                row.instant("expires_at"),
                row.instant("redeemed_at") != null,
                Authorization.read(row),
                Subject.read(row));
    }
}
