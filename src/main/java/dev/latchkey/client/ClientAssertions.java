package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;

import dev.latchkey.jose.ForeignKey;
import dev.latchkey.jose.UntrustworthyException;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Verifies the JWTs by which clients with a key of their own authenticate (`private_key_jwt`: RFC 7523 §3,
/// OIDC Core §9). Each is good for one use.
@Singleton
class ClientAssertions {
    private static final int MAX_ID = 256;
    private static final long MAX_LIFE = Duration.ofHours(1).toSeconds();
    /// FAPI 2.0 §5.3.2.1: clocks ahead by ten seconds shall pass, those by more than sixty shall not.
    private static final long MAX_AHEAD = 60;
    /// How late one may come: clocks differ.
    private static final long MAX_LATE = 10;

    private final ClientKeys keys;
    private final Database database;
    private final Clock clock;
    private final String issuer;

    ClientAssertions(ClientKeys keys, Database database, Clock clock, LatchkeyConfig config) {
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        this.issuer = config.issuer();
    }

    /// @param endpoint the address that is called
    void verify(Application application, ClientCredentials.Assertion assertion, String endpoint) {
        try {
            Map<String, Object> claims = verified(application, assertion);
            check(application, claims, endpoint);
            claim(application, claims); // last of all: what is refused for something else is not spent
        } catch (UntrustworthyException refusal) {
            throw INVALID_CLIENT.because("client assertion: " + refusal.reason());
        }
    }

    private Map<String, Object> verified(Application application, ClientCredentials.Assertion assertion) {
        String algorithm = assertion.jwt().algorithm();
        List<String> allowed = AssertionAlgorithms.of(application);
        require(allowed.contains(algorithm), "alg must be " + String.join(" or ", allowed));
        List<ForeignKey> fitting =
                keys.find(application, algorithm, assertion.jwt().keyId());
        require(!fitting.isEmpty(), "the application has no such key for " + algorithm);
        require(fitting.size() == 1, "kid must say which key it is"); // OIDC Core §10.1
        return assertion.jwt().verifiedBy(fitting.getFirst().key());
    }

    private void check(Application application, Map<String, Object> claims, String endpoint) {
        require(application.id().equals(claims.get("iss")), "iss must be the client_id");
        require(application.id().equals(claims.get("sub")), "sub must be the client_id");
        requireAudience(application, claims.get("aud"), endpoint);
        require(claims.get("jti") instanceof String, "jti must be there, as text");
        String id = (String) claims.get("jti");
        require(!id.isEmpty() && id.length() <= MAX_ID, "jti must have 1 to " + MAX_ID + " characters");
        long now = clock.instant().getEpochSecond();
        require(claims.get("exp") instanceof Number, "exp must be a number");
        require(seconds(claims, "exp", now) > now - MAX_LATE, "exp is over");
        require(seconds(claims, "exp", now) <= now + MAX_LIFE + MAX_AHEAD, "exp is more than an hour ahead");
        require(seconds(claims, "nbf", now) <= now + MAX_AHEAD, "nbf is in the future");
        require(seconds(claims, "iat", now) <= now + MAX_AHEAD, "iat is in the future");
        require(seconds(claims, "iat", now) >= now - MAX_LIFE - MAX_LATE, "iat is more than an hour ago");
    }

    /// This service, by the name of its issuer or of the endpoint; under FAPI 2.0 §5.3.2.1 by the former alone,
    /// which no other service can have led the client to take for its own.
    private void requireAudience(Application application, Object audience, String endpoint) {
        if (application.isFapi2()) {
            require(issuer.equals(audience), "aud must be the issuer, as plain text");
        } else {
            Collection<?> named =
                    audience instanceof Collection<?> several ? several : List.of(String.valueOf(audience));
            List<String> ours = List.of(issuer, issuer + "/token", endpoint);
            require(ours.stream().anyMatch(named::contains), "aud must be the issuer");
        }
    }

    /// @param otherwise what an absent claim stands for
    private static long seconds(Map<String, Object> claims, String name, long otherwise) {
        Object value = claims.get(name);
        require(value == null || value instanceof Number, name + " must be a number");
        return value == null ? otherwise : ((Number) value).longValue();
    }

    /// One statement remembers the assertion for all replicas: of two requests with it exactly one wins.
    private void claim(Application application, Map<String, Object> claims) {
        byte[] hash = Hashes.sha256(application.id() + "." + claims.get("jti"));
        Instant until = Instant.ofEpochSecond(((Number) claims.get("exp")).longValue() + MAX_LATE + 1);
        int won = database.update(
                "insert into client_assertions (hash, expires_at) values (?, ?) on conflict do nothing", hash, until);
        require(won == 1, "was used before: jti must be new");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_CLIENT.because("client assertion: " + otherwise);
        }
    }
}
