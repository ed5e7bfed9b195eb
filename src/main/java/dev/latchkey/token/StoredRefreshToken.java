package dev.latchkey.token;

import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// A refresh token with all that its use needs to know.
///
/// @param endsAt the absolute end of the family, whatever rotates
/// @param boundTo the key that its use has to prove, with public applications (RFC 9449 §5)
/// @param rotatedAt when it was replaced, or null while it is the family's youngest
/// @param usedAt when a client that authenticates first used it and kept it, else null
public record StoredRefreshToken(
        Instant issuedAt,
        Instant expiresAt,
        Instant endsAt,
        Instant rotatedAt,
        Instant usedAt,
        byte[] successorSealed,
        Optional<KeyThumbprint> boundTo,
        Authorization authorization,
        Subject subject) {
    static StoredRefreshToken read(Database.Row row) throws SQLException {
        return new StoredRefreshToken(
                row.instant("issued_at"),
                row.instant("expires_at"),
                row.instant("ends_at"),
                row.instant("rotated_at"),
                row.instant("used_at"),
                row.bytes("successor_sealed"),
                KeyThumbprint.ofColumn(row.text("dpop_jkt")),
                Authorization.read(row),
                Subject.read(row));
    }

    public boolean isRotated() {
        return rotatedAt != null;
    }

    /// True when its client certainly has it, as it has come back.
    public boolean isUsed() {
        return isRotated() || usedAt != null;
    }
}
