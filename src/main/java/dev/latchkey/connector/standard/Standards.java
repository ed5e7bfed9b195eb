package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What connectors that speak OAuth 2.0 or OpenID Connect work with.
@Singleton
public class Standards {
    private final ProviderCalls calls;
    private final ProviderDocuments documents;
    private final ObjectMapper json;
    private final RandomValues random;
    private final Clock clock;

    public Standards(
            ProviderCalls calls, ProviderDocuments documents, ObjectMapper json, RandomValues random, Clock clock) {
        this.calls = calls;
        this.documents = documents;
        this.json = json;
        this.random = random;
        this.clock = clock;
    }

    public ProviderCalls calls() {
        return calls;
    }

    public ObjectMapper json() {
        return json;
    }

    public Clock clock() {
        return clock;
    }

    ProviderDocuments documents() {
        return documents;
    }

    RandomValues random() {
        return random;
    }
}
