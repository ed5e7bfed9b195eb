package dev.latchkey.user;

import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The stored password hashes, as PHC strings.
@Singleton
class Credentials {
    private final Database database;

    Credentials(Database database) {
        this.database = database;
    }

    Optional<String> find(String userId) {
        return database.find(
                "select password_hash from credentials where user_id = ?", row -> row.text("password_hash"), userId);
    }

    void save(String userId, String hash) {
        database.update("""
                insert into credentials (user_id, password_hash) values (?, ?)
                on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now()""", userId, hash);
    }

    /// Exchanges a hash for a better one of the same password, unless the password changed meanwhile.
    void replace(String userId, String known, String better) {
        database.update(
                "update credentials set password_hash = ? where user_id = ? and password_hash = ?",
                better,
                userId,
                known);
    }
}
