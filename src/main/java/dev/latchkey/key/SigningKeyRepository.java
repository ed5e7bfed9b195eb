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
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The stored keys: the private half sealed, both halves as their standard encodings.
@ApplicationScoped
class SigningKeyRepository {
    /// Any constant will do, as long as nothing else locks it.
    private static final long FIRST_KEY_LOCK = 0x6B6579; // "key"

    private static final TypeReference<Map<String, Object>> JWK = new TypeReference<>() {};

    private final Database database;
    private final Sealer sealer;
    private final Crypto crypto;
    private final ObjectMapper json;
    private final Clock clock;

    SigningKeyRepository(Database database, Sealer sealer, Crypto crypto, ObjectMapper json, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.crypto = crypto;
        this.json = json;
        this.clock = clock;
    }

    /// The keys to publish, oldest first.
    List<SigningKey> published() {
        return database.list("""
                select id, algorithm, public_jwk, private_sealed, signs_from from signing_keys
                where retires_at is null or retires_at > ? order by signs_from, id""", this::toKey, clock.instant());
    }

    /// Makes the first key of an algorithm; of several replicas that start at once, one does.
    @Transactional
    void ensure(Algorithm algorithm) {
        database.list("select pg_advisory_xact_lock(?)", row -> algorithm, FIRST_KEY_LOCK);
        if (database.find("select 1 from signing_keys where algorithm = ?", row -> algorithm, algorithm.name())
                .isEmpty()) {
            insert(algorithm, crypto.generate(algorithm));
        }
    }

    private void insert(Algorithm algorithm, KeyPair pair) {
        Map<String, Object> jwk = PublicJwk.of(pair.getPublic(), algorithm);
        String id = (String) jwk.get("kid");
        Base64.Encoder base64 = Base64.getEncoder();
        String halves = base64.encodeToString(pair.getPrivate().getEncoded()) + "."
                + base64.encodeToString(pair.getPublic().getEncoded());
        database.update(
                "insert into signing_keys (id, algorithm, public_jwk, private_sealed, signs_from) values (?, ?, ?, ?, ?)",
                id,
                algorithm.name(),
                write(jwk),
                sealer.seal(place(id), halves),
                clock.instant());
    }

    private SigningKey toKey(Database.Row row) throws SQLException {
        String id = row.text("id");
        Algorithm algorithm = Algorithm.valueOf(row.text("algorithm"));
        String[] halves = sealer.open(place(id), row.bytes("private_sealed")).split("\\.");
        return new SigningKey(
                id,
                algorithm,
                crypto.privateKey(algorithm, Base64.getDecoder().decode(halves[0])),
                crypto.publicKey(algorithm, Base64.getDecoder().decode(halves[1])),
                read(row.text("public_jwk")),
                row.instant("signs_from"));
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
