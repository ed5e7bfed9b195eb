package dev.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.OutboundClient;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.KeyServer;
import dev.latchkey.testing.OutboundSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long the keys behind a `jwks_uri` are kept, and when they are asked for again.
class RemoteKeySetTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final DpopKey key = DpopKey.make();
    private final HandSetClock clock = new HandSetClock();
    private KeyServer server;

    @BeforeEach
    void start() {
        server = KeyServer.start().publish(ClientAssertion.jwks(key));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theyAreKeptForAMinute() {
        RemoteKeySet keys = keys(true);
        assertEquals(1, found(keys, "one"));
        clock.advance(59);
        assertEquals(1, found(keys, "one"));
        assertEquals(1, server.requests());
        clock.advance(1);
        assertEquals(1, found(keys, "one"));
        assertEquals(2, server.requests());
    }

    @Test
    void anUnknownKeyHasThemFetchedOnceInTenSeconds() {
        RemoteKeySet keys = keys(true);
        found(keys, "one");
        clock.advance(20);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, found(keys, "nine"));
        }
        assertEquals(2, server.requests());
        clock.advance(10);
        assertEquals(0, found(keys, "nine"));
        assertEquals(3, server.requests());
    }

    @Test
    void keysThatCannotBeFetchedAnyMoreAreNotUsedAnyLonger() {
        RemoteKeySet keys = keys(true);
        assertEquals(1, found(keys, "one"));
        server.answer(500, "");
        clock.advance(60);
        assertEquals(0, found(keys, "one"));
        assertEquals(0, found(keys, "one"));
        server.publish(ClientAssertion.jwks(key));
        clock.advance(60);
        assertEquals(1, found(keys, "one"));
    }

    /// An application's address leads into no inner network unless the operator allows it.
    @Test
    void anInnerNetworkIsNotAsked() {
        assertEquals(0, found(keys(false), "one"));
        assertEquals(0, server.requests());
    }

    private RemoteKeySet keys(boolean allowPrivateNetworks) {
        OutboundSettings settings = new OutboundSettings(Duration.ofSeconds(5), allowPrivateNetworks, 8, 8);
        return new RemoteKeySet(URI.create(server.uri()), new OutboundClient(settings, VERTX), clock);
    }

    private static int found(RemoteKeySet keys, String id) {
        return keys.fitting("ES256", Optional.of(id)).size();
    }

    /// Stands still until it is told to go on.
    private static final class HandSetClock extends Clock {
        private Instant now = Instant.EPOCH.plusSeconds(1_000_000);

        void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
