package dev.latchkey.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.SealBrokenException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The keys in memory: the one that signs now, and the bytes of the JWKS, made once per change.
///
/// A row that changes is news for every replica; what changes with the time alone, each sees by itself.
@Singleton
public class SigningKeys implements ChangeFeed.Listener {
    /// What ID tokens and access tokens are signed with when nobody asks otherwise.
    private static final List<Algorithm> ALWAYS = List.of(Algorithm.RS256, Algorithm.ES256);

    /// A stranger's key ids must not keep the database busy.
    private static final long RELOAD_PAUSE = Duration.ofSeconds(2).toNanos();

    private final SigningKeyRepository repository;
    private final OfferedAlgorithms offered;
    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicReference<KeySet> current = new AtomicReference<>();
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong lastSearch = new AtomicLong(System.nanoTime() - RELOAD_PAUSE);

    SigningKeys(
            SigningKeyRepository repository,
            OfferedAlgorithms offered,
            ObjectMapper json,
            Clock clock,
            ChangeFeed feed) {
        this.repository = repository;
        this.offered = offered;
        this.json = json;
        this.clock = clock;
        feed.subscribe(this);
    }

    /// Early, so that a wrong `LATCHKEY_SECRET_KEY` ends the start before anything answers.
    void start(@Observes @Priority(1) StartupEvent event) {
        ALWAYS.forEach(repository::ensure);
        try {
            reload();
        } catch (SealBrokenException broken) {
            throw new ConfigurationException(broken.getMessage());
        }
    }

    /// The JWKS document (RFC 7517 §5); never waits for anything.
    public byte[] jwks() {
        Instant now = clock.instant();
        KeySet known = current.get();
        if (!known.isOutdated(now)) {
            return known.jwks();
        }
        KeySet remaining = KeySet.of(known.kept(), now, json);
        current.compareAndSet(known, remaining);
        return remaining.jwks();
    }

    /// Sees to it that there is a key of the algorithm, which is published when the transaction under
    /// way commits: before anyone who asks for the algorithm gets a token.
    public void prepare(Algorithm algorithm) {
        if (!offered.all().contains(algorithm)) {
            throw new IllegalStateException("this installation does not sign with " + algorithm);
        }
        if (current.get().signing(algorithm, clock.instant()).isEmpty()) {
            repository.ensure(algorithm);
        }
    }

    /// The key that signs with this algorithm now; one is made where there is none yet.
    SigningKey signing(Algorithm algorithm) {
        return current.get().signing(algorithm, clock.instant()).orElseGet(() -> first(algorithm));
    }

    private SigningKey first(Algorithm algorithm) {
        prepare(algorithm);
        reload();
        return current.get().signing(algorithm, clock.instant()).orElseThrow();
    }

    /// The published key with this id. One that is unknown may be another replica's, of which the news
    /// has not come: then the keys are read again, though not at the pace that a stranger sets.
    Optional<SigningKey> find(String id) {
        return search(keys -> keys.find(id, clock.instant()));
    }

    /// The same for keys that have retired, but were not deleted.
    Optional<SigningKey> findKept(String id) {
        return search(keys -> keys.findKept(id));
    }

    private Optional<SigningKey> search(Function<KeySet, Optional<SigningKey>> search) {
        Optional<SigningKey> known = search.apply(current.get());
        if (known.isPresent() || !maySearch()) {
            return known;
        }
        reload();
        return search.apply(current.get());
    }

    private boolean maySearch() {
        long last = lastSearch.get();
        long now = System.nanoTime();
        return now - last >= RELOAD_PAUSE && lastSearch.compareAndSet(last, now);
    }

    /// The algorithms that there are keys of.
    List<Algorithm> inUse() {
        return offered.all().stream()
                .filter(algorithm -> youngest(algorithm).isPresent())
                .toList();
    }

    Optional<StoredKey> youngest(Algorithm algorithm) {
        return current.get().youngest(algorithm).map(SigningKey::stored);
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

    /// One at a time, so that what was read first is not kept last.
    synchronized void reload() {
        current.set(KeySet.of(repository.kept(offered.names()), clock.instant(), json));
        generation.incrementAndGet(); // afterwards, so that nobody takes old keys for those of the new number
    }

    /// Another one whenever the keys may be others.
    long generation() {
        return generation.get();
    }
}
