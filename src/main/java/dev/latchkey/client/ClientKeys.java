package dev.latchkey.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.jose.ForeignKey;
import dev.latchkey.jose.ForeignKeySet;
import dev.latchkey.platform.OutboundClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The public keys of applications: registered by value, or fetched from where the application keeps them.
@Singleton
class ClientKeys {
    private static final int MAX_CACHED = 10_000;
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final OutboundClient outbound;
    private final Clock clock;
    /// By their text: an application that changed them has others at once.
    private final Cache<String, ForeignKeySet> registered = cache();
    /// Each application has its own, so that none exhausts the patience of another.
    private final Cache<String, RemoteKeySet> remote = cache();

    ClientKeys(OutboundClient outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /// The keys that may have made a signature of this application's; empty when it has no such key.
    List<ForeignKey> find(Application application, String algorithm, Optional<String> keyId) {
        if (application.oidc().jwksUri() != null) {
            return remote(application).fitting(algorithm, keyId);
        }
        if (application.oidc().jwks() == null) {
            return List.of();
        }
        return registered
                .get(application.oidc().jwks().toString(), ForeignKeySet::parse)
                .fitting(algorithm, keyId);
    }

    private RemoteKeySet remote(Application application) {
        String uri = application.oidc().jwksUri();
        return remote.get(application.id() + " " + uri, ignored -> new RemoteKeySet(URI.create(uri), outbound, clock));
    }

    private static <T> Cache<String, T> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(MAX_AGE)
                .build();
    }
}
