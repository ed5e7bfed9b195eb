package dev.latchkey.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many callers at the same moment.
public final class Parallel {
    private Parallel() {}

    /// Runs the action in as many threads, released together, and returns what each got.
    public static <T> List<T> run(int times, Callable<T> action) {
        CountDownLatch start = new CountDownLatch(1);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            start.countDown();
            for (Future<T> one : running) {
                results.add(one.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return results;
    }
}
