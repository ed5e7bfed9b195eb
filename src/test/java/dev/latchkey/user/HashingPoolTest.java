package dev.latchkey.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            Future<Integer> running = callers.submit(() -> pool.run(1, () -> {
                started.countDown();
                release.await();
                return 1;
            }));
            started.await();
            Thread waiting = Thread.ofVirtual().start(() -> pool.run(1, () -> 2));
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThrows(HashingOverloadedException.class, () -> pool.run(1, () -> 3));

            release.countDown();
            assertEquals(1, running.get());
            waiting.join();
            assertEquals(4, pool.run(1, () -> 4));
        } finally {
            pool.stop();
        }
    }

    /// In the container of `docker/compose.yml`, 512 MiB of which the heap takes 60 %, twelve at once ended the
    // service.
    @ParameterizedTest
    @CsvSource({"2, 307, 2", "4, 307, 4", "12, 307, 4", "64, 307, 4", "16, 4096, 16", "8, 32, 1", "1, 8192, 1"})
    void hashesOnEachProcessorAsFarAsTheHeapBearsIt(int processors, long mebibytes, int threads) {
        assertEquals(threads, HashingPool.defaultThreads(processors, mebibytes * 1024 * 1024));
    }

    @Test
    void oneThatTakesTheMemoryOfSeveralRunsInsteadOfThem() throws Exception {
        HashingPool pool = new HashingPool(new Settings(OptionalInt.of(4), 20));
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int kib = i % 2 == 0 ? 65_536 : PasswordHash.MEMORY_KIB;
                running.add(callers.submit(() -> pool.run(kib, () -> {
                    most.accumulateAndGet(taken.addAndGet(kib), Math::max);
                    Thread.sleep(20);
                    return taken.addAndGet(-kib);
                })));
            }
            for (Future<Integer> one : running) {
                one.get();
            }
            assertTrue(most.get() <= 4 * PasswordHash.MEMORY_KIB, () -> most.get() + " KiB at once");
            assertEquals(1, pool.run(1_000_000, () -> 1), "more than there is for all");
        } finally {
            pool.stop();
        }
    }
}
