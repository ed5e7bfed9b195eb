package dev.latchkey.client;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// By which applications register themselves (RFC 7591 §3): made by administrators, kept by hash, good for so
/// many registrations until they end.
@Singleton
class InitialAccessTokens {
    private static final int MAX_LISTED = 100;

    private final Database database;
    private final RandomValues random;
    private final Clock clock;

    InitialAccessTokens(Database database, RandomValues random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// A token as it is listed; times in milliseconds.
    record View(String id, String name, int maxUses, int uses, boolean isFirstParty, long createdAt, long expiresAt) {
        static View read(Database.Row row) throws SQLException {
            return new View(
                    row.text("id"),
                    row.text("name"),
                    row.number("max_uses"),
                    row.number("uses"),
                    row.flag("is_first_party"),
                    row.instant("created_at").toEpochMilli(),
                    row.instant("expires_at").toEpochMilli());
        }
    }

    /// One that has just been made, with the only sight of its value.
    record Made(View view, String value) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "Made[view=" + view + "]";
        }
    }

    /// What applications become that register with it.
    record Grant(boolean isFirstParty) {}

    Made make(String name, int maxUses, boolean isFirstParty, Instant expiresAt) {
        String id = random.entityId();
        String value = random.token();
        Instant now = clock.instant();
        database.update("""
                insert into initial_access_tokens
                    (id, hash, name, max_uses, is_first_party, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)""", id, Hashes.sha256(value), name, maxUses, isFirstParty, now, expiresAt);
        return new Made(
                new View(id, name, maxUses, 0, isFirstParty, now.toEpochMilli(), expiresAt.toEpochMilli()), value);
    }

    List<View> all() {
        return database.list(
                "select * from initial_access_tokens where expires_at > ? order by created_at desc, id limit "
                        + MAX_LISTED,
                View::read,
                clock.instant());
    }

    boolean revoke(String id) {
        return database.update("delete from initial_access_tokens where id = ?", id) == 1;
    }

    /// Takes one of the registrations that the token is good for; with the registration it comes to nothing.
    Optional<Grant> claim(String value) {
        return database.find("""
                update initial_access_tokens set uses = uses + 1
                where hash = ? and uses < max_uses and expires_at > ? returning is_first_party""", row -> new Grant(row.flag("is_first_party")), Hashes.sha256(value), clock.instant());
    }
}
