package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.SealBrokenException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys in memory: the one that signs now, and the bytes of the JWKS, made once per change.
@Singleton
public class SigningKeys implements ChangeFeed.Listener {
    private final SigningKeyRepository repository;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile KeySet current;

    SigningKeys(SigningKeyRepository repository, ObjectMapper json, Clock clock, ChangeFeed feed) {
        this.repository = repository;
        this.json = json;
        this.clock = clock;
        feed.subscribe(this);
    }

    /// The published keys and their JWKS document, which always belong together.
    private record KeySet(List<SigningKey> keys, byte[] jwks) {}

    /// Early, so that a wrong `LATCHKEY_SECRET_KEY` ends the start before anything answers.
    void start(@Observes @Priority(1) StartupEvent event) {
        for (Algorithm algorithm : Algorithm.values()) {
            repository.ensure(algorithm);
        }
        try {
            reload();
        } catch (SealBrokenException broken) {
            throw new ConfigurationException(broken.getMessage());
        }
    }

    /// The JWKS document (RFC 7517 §5).
    public byte[] jwks() {
        return current.jwks;
    }

    /// The newest key of the algorithm whose time to sign has come.
    SigningKey signing(Algorithm algorithm) {
        Instant now = clock.instant();
        return current.keys.stream()
                .filter(key -> key.algorithm() == algorithm && !key.signsFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::signsFrom))
                .orElseThrow(() -> new IllegalStateException("there is no key that signs " + algorithm));
    }

    Optional<SigningKey> find(String id) {
        return current.keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public void changed(String table, String id) {
        if (table.equals("signing_keys")) {
            reload();
        }
    }

    @Override
    public void everythingChanged() {
        reload();
    }

    private void reload() {
        List<SigningKey> keys = repository.published();
        current = new KeySet(keys, document(keys));
    }

    private byte[] document(List<SigningKey> keys) {
        try {
            return json.writeValueAsBytes(
                    Map.of("keys", keys.stream().map(SigningKey::publicJwk).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
