package dev.latchkey.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.platform.Sealer;
import dev.latchkey.user.ProvenIdentity;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The verification records of the account API.
@Singleton
class Verifications {
    private static final TypeReference<Map<String, String>> SESSION = new TypeReference<>() {};
    private static final TypeReference<ProvenIdentity> IDENTITY = new TypeReference<>() {};

    private final Database database;
    private final Sealer sealer;
    private final RandomValues random;
    private final ObjectMapper json;
    private final AccountConfig config;
    private final Clock clock;

    Verifications(
            Database database,
            Sealer sealer,
            RandomValues random,
            ObjectMapper json,
            AccountConfig config,
            Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.random = random;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    record Begun(String id, Instant expiresAt) {}

    /// A visit at a provider that the caller's own pages take the person to.
    record Visit(String id, String connectorId, byte[] stateHash, URI redirectUri, byte[] session) {
        static Visit read(Database.Row row) throws SQLException {
            return new Visit(
                    row.text("id"),
                    row.text("connector_id"),
                    row.bytes("state_hash"),
                    URI.create(row.text("redirect_uri")),
                    row.bytes("session_sealed"));
        }

        boolean isOf(String state) {
            return java.security.MessageDigest.isEqual(Hashes.sha256(state), stateHash);
        }
    }

    /// That the person was there just now.
    Begun ofPerson(String userId) {
        Begun begun = begin();
        Instant now = clock.instant();
        database.update("""
                insert into verifications (id, user_id, proves_person, verified_at, created_at, expires_at)
                values (?, ?, true, ?, ?, ?)""", begun.id(), userId, now, now, begun.expiresAt());
        return begun;
    }

    Begun ofVisit(String userId, String connectorId, String state, URI redirectUri, Map<String, String> session) {
        Begun begun = begin();
        database.update(
                """
                insert into verifications
                    (id, user_id, connector_id, state_hash, redirect_uri, session_sealed, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                begun.id(),
                userId,
                connectorId,
                Hashes.sha256(state),
                redirectUri.toString(),
                sealer.seal(place(begun.id()), write(session)),
                clock.instant(),
                begun.expiresAt());
        return begun;
    }

    Optional<Visit> findVisit(String userId, String id) {
        return database.find("""
                select * from verifications where id = ? and user_id = ? and connector_id is not null
                  and verified_at is null and expires_at > ?""", Visit::read, id, userId, clock.instant());
    }

    /// Uses the visit up, before the provider is asked; true for one caller only.
    boolean claim(Visit visit) {
        return database.update(
                        "update verifications set verified_at = ? where id = ? and verified_at is null",
                        clock.instant(),
                        visit.id())
                == 1;
    }

    /// What the connector has to know again.
    Optional<Map<String, String>> session(Visit visit) {
        return open(visit.id(), visit.session()).map(text -> read(text, SESSION));
    }

    /// @param provesPerson whether the identity is one of the person's own
    void verified(Visit visit, ProvenIdentity identity, boolean provesPerson) {
        database.update(
                "update verifications set identity_sealed = ?, proves_person = ?, session_sealed = null where id = ?",
                sealer.seal(place(visit.id()), write(identity)),
                provesPerson,
                visit.id());
    }

    boolean provesPerson(String userId, String id) {
        return database.find(
                        "select 1 from verifications where id = ? and user_id = ? and proves_person and expires_at > ?",
                        row -> true,
                        id,
                        userId,
                        clock.instant())
                .isPresent();
    }

    /// The identity that a record holds, which is used up by it.
    Optional<ProvenIdentity> take(String userId, String id) {
        return database.find("""
                        delete from verifications where id = ? and user_id = ? and identity_sealed is not null
                          and expires_at > ? returning identity_sealed""", row -> row.bytes("identity_sealed"), id, userId, clock.instant())
                .flatMap(content -> open(id, content))
                .map(text -> read(text, IDENTITY));
    }

    /// Nothing, when the service has another secret key since.
    private Optional<String> open(String id, byte[] content) {
        try {
            return Optional.of(sealer.open(place(id), content));
        } catch (SealBrokenException _) {
            return Optional.empty();
        }
    }

    private Begun begin() {
        return new Begun(random.entityId(), clock.instant().plus(config.proofLifetime()));
    }

    private static String place(String id) {
        return "verification:" + id;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a verification is not JSON", e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored verification is not readable", e);
        }
    }
}
