package dev.latchkey.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.connector.standard.ProviderCalls;
import dev.latchkey.connector.standard.ProviderDocuments;
import dev.latchkey.connector.standard.Standards;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.RandomValues;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/// What connectors for a standard work with, without a service around it.
public final class StandardsForTests {
    private static final OutboundClient CLIENT =
            new OutboundClient(OutboundSettings.local(Duration.ofSeconds(5)), Vertx.vertx());
    private static final ObjectMapper JSON = new ObjectMapper();

    private StandardsForTests() {}

    /// With empty caches.
    public static Standards fresh(Clock clock) {
        ProviderCalls calls = new ProviderCalls(CLIENT, JSON);
        return new Standards(calls, new ProviderDocuments(calls, clock), JSON, new RandomValues(), clock);
    }
}
