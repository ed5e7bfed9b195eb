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

    private final OutboundClient outbound;
    private final Clock clock;
    /// By identity: an application that changed is another object.
    private final Cache<Application, ForeignKeySet> registered =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).weakKeys().build();
    /// Each application has its own, so that none exhausts the patience of another.
    private final Cache<String, RemoteKeySet> remote = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    ClientKeys(OutboundClient outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /// The keys that may have made a signature of this application's; empty when it has no such key.
    List<ForeignKey> find(Application application, String algorithm, Optional<String> keyId) {
        if (application.oidc().jwksUri() != null) {
            return remote(application).fitting(algorithm, keyId);
        }
        return registered.get(application, ClientKeys::parse).fitting(algorithm, keyId);
    }

    private RemoteKeySet remote(Application application) {
        String uri = application.oidc().jwksUri();
        return remote.get(application.id() + " " + uri, ignored -> new RemoteKeySet(URI.create(uri), outbound, clock));
    }

    private static ForeignKeySet parse(Application application) {
        return application.oidc().jwks() == null
                ? ForeignKeySet.EMPTY
                : ForeignKeySet.parse(application.oidc().jwks().toString());
    }
}
