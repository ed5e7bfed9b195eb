package dev.latchkey.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What happens when more passwords come in than can be hashed.
class HashingPoolTest {
    private record Settings(OptionalInt hashingThreads, int hashingQueue) implements PasswordConfig {
        @Override
        public int maxFailures() {
            return 100;
        }

        @Override
        public int maxFailuresPerAddress() {
            return 1000;
        }

        @Override
        public Duration failureWindow() {
            return Duration.ofHours(1);
        }

        @Override
        public int minLength() {
            return 15;
        }
    }

    @Test
    void refusesWhenTheQueueIsFullAndServesAgainAfterwards() throws Exception {
        HashingPool pool = new HashingPool(new Settings(OptionalInt.of(1), 1));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> running = callers.submit(() -> pool.run(() -> {
                started.countDown();
                release.await();
                return 1;
            }));
            started.await();
            Thread waiting = Thread.ofVirtual().start(() -> pool.run(() -> 2));
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThrows(HashingOverloadedException.class, () -> pool.run(() -> 3));

            release.countDown();
            assertEquals(1, running.get());
            waiting.join();
            assertEquals(4, pool.run(() -> 4));
        } finally {
            pool.stop();
        }
    }
}
