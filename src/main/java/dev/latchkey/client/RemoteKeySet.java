package dev.latchkey.client;

import dev.latchkey.jose.ForeignKey;
import dev.latchkey.jose.ForeignKeySet;
import dev.latchkey.jose.UntrustworthyException;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// The keys behind an application's `jwks_uri`. They are kept for a minute; a key that is not among them has
/// them fetched at once (OIDC Core §10.1.1), but seldom, as any stranger can name a key that is not there.
final class RemoteKeySet {
    private static final Logger LOG = Logger.getLogger(RemoteKeySet.class);
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    /// Between two fetches for keys that are not there, and after one that failed.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI uri;
    private final OutboundClient outbound;
    private final Clock clock;
    /// Whoever needs the keys waits for the one who fetches them.
    private final ReentrantLock lock = new ReentrantLock();

    private ForeignKeySet keys = ForeignKeySet.EMPTY;
    private Instant staleFrom = Instant.MIN;
    private Instant patientUntil = Instant.MIN;

    RemoteKeySet(URI uri, OutboundClient outbound, Clock clock) {
        this.uri = uri;
        this.outbound = outbound;
        this.clock = clock;
    }

    List<ForeignKey> fitting(String algorithm, Optional<String> keyId) {
        lock.lock();
        try {
            boolean fetched = refreshIfStale();
            List<ForeignKey> found = keys.fitting(algorithm, keyId);
            if (!found.isEmpty() || fetched || clock.instant().isBefore(patientUntil)) {
                return found;
            }
            patientUntil = clock.instant().plus(PATIENCE);
            refresh();
            return keys.fitting(algorithm, keyId);
        } finally {
            lock.unlock();
        }
    }

    private boolean refreshIfStale() {
        boolean stale = !clock.instant().isBefore(staleFrom);
        if (stale) {
            refresh();
        }
        return stale;
    }

    /// Keys that cannot be fetched any more are not used any longer: their owner may have withdrawn them.
    private void refresh() {
        try {
            keys = fetch();
            staleFrom = clock.instant().plus(MAX_AGE);
        } catch (OutboundException | UntrustworthyException e) {
            LOG.infof("the keys of an application cannot be had: %s", e.getMessage());
            keys = ForeignKeySet.EMPTY;
            staleFrom = clock.instant().plus(PATIENCE);
            patientUntil = staleFrom;
        }
    }

    private ForeignKeySet fetch() {
        OutboundResponse answer = outbound.send(HttpRequest.newBuilder(uri)
                .header("Accept", "application/jwk-set+json, application/json")
                .build());
        return answer.status() == 200
                ? ForeignKeySet.parse(new String(answer.body(), StandardCharsets.UTF_8))
                : ForeignKeySet.EMPTY;
    }
}
