package dev.latchkey.key;

import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.DatabaseException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Replaces keys so that nobody meets one that he cannot know: the new one is published first, signs
/// later, and the old one goes last, when the tokens that it signed are over.
@Singleton
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    /// The longest life that an administrator may give a token.
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private final SigningKeys keys;
    private final SigningKeyRepository repository;
    private final ChangeFeed feed;
    private final KeyConfig config;
    private final SignedLifetimes lifetimes;
    private final Clock clock;

    KeyRotation(
            SigningKeys keys,
            SigningKeyRepository repository,
            ChangeFeed feed,
            KeyConfig config,
            SignedLifetimes lifetimes,
            Clock clock) {
        this.keys = keys;
        this.repository = repository;
        this.feed = feed;
        this.config = config;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        requireLonger(config.retireAfter(), lifetimes.longest());
    }

    static void requireLonger(Duration retireAfter, Duration longestToken) {
        Duration least = longestToken.compareTo(LONGEST_TOKEN) > 0 ? longestToken : LONGEST_TOKEN;
        if (retireAfter.compareTo(least) < 0) {
            throw new ConfigurationException("latchkey.key.retire-after must be at least "
                    + (least.equals(LONGEST_TOKEN) ? "one day" : least.toSeconds() + " seconds")
                    + ", as long as a token may live: sooner, tokens that are good could not be verified any more.");
        }
    }

    /// Gives each of the algorithms a new key; a rotation that is under way already is not begun again.
    ///
    /// @param notice how long the new keys are published before they sign
    void rotate(List<Algorithm> algorithms, Duration notice) {
        algorithms.forEach(algorithm -> repository.rotate(algorithm, notice, Duration.ZERO));
        keys.reload();
    }

    /// What happens without anyone asking: keys that are old enough are replaced, by whichever replica
    /// comes first, and without the change feed the keys of the others are looked up.
    @Scheduled(
            every = "{latchkey.key.check-interval:1m}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            if (!feed.isLive()) {
                keys.reload();
            }
            if (config.rotationInterval().isPositive()) {
                rotateOld();
            }
        } catch (DatabaseException e) {
            LOG.warnf("the signing keys cannot be looked at, to be tried again: %s", e.getMessage());
        }
    }

    /// Looks into the memory first: on all but a few days there is nothing to ask the database.
    private void rotateOld() {
        List<Algorithm> due = keys.inUse().stream().filter(this::isDue).toList();
        due.forEach(
                algorithm -> repository.rotate(algorithm, config.publishBeforeSigning(), config.rotationInterval()));
        if (!due.isEmpty()) {
            keys.reload();
        }
    }

    private boolean isDue(Algorithm algorithm) {
        Instant successorSigns = clock.instant().plus(config.publishBeforeSigning());
        return keys.youngest(algorithm)
                .filter(key -> !key.signsFrom().plus(config.rotationInterval()).isAfter(successorSigns))
                .isPresent();
    }
}
