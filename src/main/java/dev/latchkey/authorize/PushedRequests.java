package dev.latchkey.authorize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.Application;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Authorization requests that were pushed (RFC 9126), kept by the hash of their reference. One is spent when a
/// code is issued for it, and not before: a person may reload the page.
///
/// A request that was pushed carries its own reference as `request_uri`, here and with a sign-in under way.
@Singleton
class PushedRequests {
    static final String REFERENCE = "request_uri";

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final TypeReference<Map<String, List<String>>> REQUEST = new TypeReference<>() {};
    /// As long as a person who began to sign in in time may have to begin again.
    private static final Duration SIGN_IN = Duration.ofHours(1);

    private final Database database;
    private final RandomValues random;
    private final ObjectMapper json;
    private final PushedRequestConfig config;
    private final Clock clock;

    PushedRequests(Database database, RandomValues random, ObjectMapper json, PushedRequestConfig config, Clock clock) {
        this.database = database;
        this.random = random;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /// Whether a request refers to one that was pushed.
    static boolean isReferredTo(Parameters parameters) {
        return parameters
                .find(REFERENCE)
                .filter(reference -> reference.startsWith(PREFIX))
                .isPresent();
    }

    String newReference() {
        return PREFIX + random.token();
    }

    /// How long a request can be referred to, in seconds.
    long lifetime() {
        return config.lifetime().toSeconds();
    }

    /// @param request with its reference
    void push(Application application, Parameters request) {
        Instant now = clock.instant();
        database.update("""
                insert into pushed_requests (hash, application_id, request, created_at, expires_at)
                values (?, ?, ?::jsonb, ?, ?)""", hash(request), application.id(), write(request), now, now.plus(config.lifetime()));
    }

    /// What this application pushed under the reference in these parameters, while it can be used.
    Optional<Parameters> find(Application application, Parameters parameters) {
        return database.find(
                """
                select request from pushed_requests
                where hash = ? and application_id = ? and used_at is null and expires_at > ?""",
                row -> Parameters.of(parse(row.text("request"))),
                hash(parameters),
                application.id(),
                clock.instant());
    }

    /// From the moment a person is asked for something a request lives as long as that may take.
    void keep(Parameters request) {
        if (isReferredTo(request)) {
            database.update(
                    "update pushed_requests set expires_at = greatest(expires_at, ?) where hash = ? and used_at is null",
                    clock.instant().plus(SIGN_IN),
                    hash(request));
        }
    }

    static byte[] hash(Parameters request) {
        return Hashes.sha256(request.required(REFERENCE));
    }

    private String write(Parameters request) {
        try {
            return json.writeValueAsString(request.asMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is not JSON", e);
        }
    }

    private Map<String, List<String>> parse(String text) {
        try {
            return json.readValue(text, REQUEST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request is not readable", e);
        }
    }
}
