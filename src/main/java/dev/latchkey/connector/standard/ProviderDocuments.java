package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The published documents of providers, discovery and keys, remembered for a while: a sign-in asks for
/// them twice.
@Singleton
public class ProviderDocuments {
    private static final Duration MAX_AGE = Duration.ofHours(1);
    /// How often forged tokens with invented key ids can make us ask again.
    private static final Duration MIN_AGE = Duration.ofSeconds(30);

    private static final int MAX_DOCUMENTS = 256;

    private final ProviderCalls calls;
    private final Clock clock;
    private final Cache<URI, Held> held =
            Caffeine.newBuilder().maximumSize(MAX_DOCUMENTS).build();

    private record Held(JsonNode document, Instant since) {}

    public ProviderDocuments(ProviderCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    JsonNode find(String what, URI address) {
        return find(what, address, MAX_AGE);
    }

    /// For whoever did not find in it what must be there by now.
    JsonNode findAnew(String what, URI address) {
        return find(what, address, MIN_AGE);
    }

    private JsonNode find(String what, URI address, Duration maxAge) {
        Held known = held.getIfPresent(address);
        if (known != null && clock.instant().isBefore(known.since().plus(maxAge))) {
            return known.document();
        }
        JsonNode document = calls.get(what, address);
        held.put(address, new Held(document, clock.instant()));
        return document;
    }
}
