package dev.latchkey.user;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where passwords are hashed: a few platform threads, a short queue, and so much memory.
///
/// A hash takes one processor for tens of milliseconds and 19 MiB. On the virtual threads of the
/// requests it would hold up every other request, and a flood of sign-ins would fill the heap. One that was
/// imported may take more, and waits until the others have left that much.
@Singleton
class HashingPool {
    /// The heap has other uses, and what was hashed is garbage for a while.
    private static final int SHARE_OF_HEAP = 4;
    private static final int BYTES_PER_KIB = 1024;

    private final ThreadPoolExecutor executor;
    private final int memory;
    private final Semaphore free;

    HashingPool(PasswordConfig config) {
        Runtime runtime = Runtime.getRuntime();
        int threads = config.hashingThreads()
                .orElseGet(() -> defaultThreads(runtime.availableProcessors(), runtime.maxMemory()));
        ThreadFactory factory =
                Thread.ofPlatform().name("password-hashing-", 0).daemon().factory();
        this.executor = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(config.hashingQueue()), factory);
        executor.allowCoreThreadTimeOut(true);
        this.memory = threads * PasswordHash.MEMORY_KIB;
        this.free = new Semaphore(memory, true);
    }

    /// One per processor, as far as the heap bears it.
    static int defaultThreads(int processors, long heap) {
        long fitting = heap / SHARE_OF_HEAP / BYTES_PER_KIB / PasswordHash.MEMORY_KIB;
        return Math.clamp(fitting, 1, processors);
    }

    /// @param kib how much memory the work takes; what is more than there is for all runs alone
    /// @throws HashingOverloadedException when the queue is full
    <T> T run(int kib, Callable<T> work) {
        int share = Math.min(kib, memory);
        try {
            return finish(executor.submit(() -> within(share, work)));
        } catch (RejectedExecutionException _) {
            throw new HashingOverloadedException();
        }
    }

    private <T> T within(int share, Callable<T> work) throws Exception {
        free.acquire(share);
        try {
            return work.call();
        } finally {
            free.release(share);
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
