package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stored keys: the private half sealed, both halves as their standard encodings.
///
/// Whoever makes or removes one holds a lock, so of several replicas one does, and the next finds it
/// done. The youngest key of an algorithm never retires; the one before it does some time after.
@ApplicationScoped
class SigningKeyRepository {
    /// Any constant will do, as long as nothing else locks it.
    private static final long LOCK = 0x6B6579; // "key"

    private static final TypeReference<Map<String, Object>> JWK = new TypeReference<>() {};

    private final Database database;
    private final Sealer sealer;
    private final Crypto crypto;
    private final KeyConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    SigningKeyRepository(
            Database database, Sealer sealer, Crypto crypto, KeyConfig config, ObjectMapper json, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.crypto = crypto;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /// The keys of these algorithms, retired ones included, oldest first.
    List<SigningKey> kept(List<String> algorithms) {
        return database.list("""
                select id, algorithm, created_at, signs_from, retires_at, public_jwk, private_sealed
                from signing_keys
                where algorithm = any(?) order by signs_from, id""", this::toKey, algorithms);
    }

    /// All keys, retired ones included, oldest first.
    List<StoredKey> all() {
        return database.list(
                "select id, algorithm, created_at, signs_from, retires_at from signing_keys order by signs_from, id",
                SigningKeyRepository::toStored);
    }

    /// Makes the first key of an algorithm.
    @Transactional
    void ensure(Algorithm algorithm) {
        lock();
        if (unretired(algorithm, clock.instant()).isEmpty()) {
            insert(algorithm, clock.instant());
        }
    }

    /// Makes the next key of an algorithm, unless there is one that waits already or the youngest is
    /// younger than `minimumAge` will be.
    ///
    /// @param notice how long the new key is published before it signs; one that waits already does
    ///     not wait longer than this
    @Transactional
    void rotate(Algorithm algorithm, Duration notice, Duration minimumAge) {
        lock();
        Instant now = clock.instant();
        Instant begin = now.plus(notice);
        List<StoredKey> keys = unretired(algorithm, now);
        if (keys.isEmpty()) {
            insert(algorithm, now);
        } else if (!keys.getLast().maySign(now)) {
            bringForward(keys, begin);
        } else if (!keys.getLast().signsFrom().plus(minimumAge).isAfter(begin)) {
            insert(algorithm, begin);
            retire(keys.getLast(), begin.plus(config.retireAfter()));
            database.update("delete from signing_keys where retires_at < ?", now.minus(config.keepRetired()));
        }
    }

    private void bringForward(List<StoredKey> keys, Instant begin) {
        if (keys.getLast().signsFrom().isAfter(begin)) {
            database.update(
                    "update signing_keys set signs_from = ? where id = ?",
                    begin,
                    keys.getLast().id());
            predecessor(keys).ifPresent(key -> retire(key, begin.plus(config.retireAfter())));
        }
    }

    /// Removes a key that does not sign; with one that never did, its predecessor has no successor any
    /// more, and stays.
    @Transactional
    Removal remove(String id) {
        lock();
        Instant now = clock.instant();
        Optional<StoredKey> found =
                all().stream().filter(key -> key.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return Removal.UNKNOWN;
        }
        List<StoredKey> keys = unretired(found.get().algorithm(), now);
        if (StoredKey.current(keys, key -> key, found.get().algorithm(), now).equals(found)) {
            return Removal.IN_USE;
        }
        database.update("delete from signing_keys where id = ?", id);
        if (!found.get().maySign(now)) {
            predecessor(keys).ifPresent(key -> retire(key, null));
        }
        return Removal.REMOVED;
    }

    /// What became of the wish to remove a key.
    enum Removal {
        REMOVED,
        IN_USE,
        UNKNOWN
    }

    private void lock() {
        database.list("select pg_advisory_xact_lock(?)", row -> LOCK, LOCK);
    }

    private List<StoredKey> unretired(Algorithm algorithm, Instant now) {
        return all().stream()
                .filter(key -> key.algorithm() == algorithm && !key.isRetired(now))
                .toList();
    }

    private static Optional<StoredKey> predecessor(List<StoredKey> keys) {
        return keys.reversed().stream().skip(1).findFirst();
    }

    private void retire(StoredKey key, Instant at) {
        database.update("update signing_keys set retires_at = ?::timestamptz where id = ?", at, key.id());
    }

    private void insert(Algorithm algorithm, Instant signsFrom) {
        KeyPair pair = crypto.generate(algorithm);
        Map<String, Object> jwk = PublicJwk.of(pair.getPublic(), algorithm);
        String id = (String) jwk.get("kid");
        Base64.Encoder base64 = Base64.getEncoder();
        String halves = base64.encodeToString(pair.getPrivate().getEncoded()) + "."
                + base64.encodeToString(pair.getPublic().getEncoded());
        database.update(
                """
                insert into signing_keys (id, algorithm, public_jwk, private_sealed, created_at, signs_from)
                values (?, ?, ?, ?, ?, ?)""", id, algorithm.name(), write(jwk), sealer.seal(place(id), halves), clock.instant(), signsFrom);
    }

    private static StoredKey toStored(Database.Row row) throws SQLException {
        return new StoredKey(
                row.text("id"),
                Algorithm.valueOf(row.text("algorithm")),
                row.instant("created_at"),
                row.instant("signs_from"),
                row.instant("retires_at"));
    }

    private SigningKey toKey(Database.Row row) throws SQLException {
        StoredKey stored = toStored(row);
        String[] halves =
                sealer.open(place(stored.id()), row.bytes("private_sealed")).split("\\.");
        return new SigningKey(
                stored,
                crypto.privateKey(stored.algorithm(), Base64.getDecoder().decode(halves[0])),
                crypto.publicKey(stored.algorithm(), Base64.getDecoder().decode(halves[1])),
                read(row.text("public_jwk")));
    }

    private static String place(String id) {
        return "signing_key:" + id;
    }

    private String write(Map<String, Object> jwk) {
        try {
            return json.writeValueAsString(jwk);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, JWK);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored JWK is not readable", e);
        }
    }
}
