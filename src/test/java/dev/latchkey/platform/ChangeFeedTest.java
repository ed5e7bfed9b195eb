package dev.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What reaches those who keep configuration in memory.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ChangeFeedTest {
    @Inject
    ChangeFeed feed;

    @Inject
    Database database;

    /// Its statement may have met a database that was busy; until it could be repeated it would serve what is old.
    @Test
    void whoCouldNotTakeAPieceOfNewsIsToldAgainUntilItCan() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch taken = new CountDownLatch(1);
        feed.subscribe(new ChangeFeed.Listener() {
            @Override
            public void changed(String table, String id) {
                if (table.equals("test_of_the_feed")) {
                    everythingChanged();
                }
            }

            @Override
            public void everythingChanged() {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("not now");
                }
                taken.countDown();
            }
        });

        database.find("select pg_notify('latchkey', 'test_of_the_feed:1') is null as told", row -> true);

        assertTrue(taken.await(8, TimeUnit.SECONDS), "told " + attempts.get() + " times");
        assertEquals(3, attempts.get());
    }
}
