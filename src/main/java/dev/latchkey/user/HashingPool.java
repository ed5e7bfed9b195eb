package dev.latchkey.user;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where passwords are hashed: a few platform threads and a short queue.
///
/// A hash takes one processor for tens of milliseconds and 19 MiB. On the virtual threads of the
/// requests it would hold up every other request, and a flood of sign-ins would fill the heap.
@Singleton
class HashingPool {
    private final ThreadPoolExecutor executor;

    HashingPool(PasswordConfig config) {
        int threads = config.hashingThreads().orElse(Runtime.getRuntime().availableProcessors());
        ThreadFactory factory =
                Thread.ofPlatform().name("password-hashing-", 0).daemon().factory();
        this.executor = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(config.hashingQueue()), factory);
        executor.allowCoreThreadTimeOut(true);
    }

    /// @throws HashingOverloadedException when the queue is full
    <T> T run(Callable<T> work) {
        try {
            return finish(executor.submit(work));
        } catch (RejectedExecutionException _) {
            throw new HashingOverloadedException();
        }
    }

    private static <T> T finish(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException _) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new HashingOverloadedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing a password failed", e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
