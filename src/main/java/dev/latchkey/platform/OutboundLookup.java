package dev.latchkey.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Looks names up aside, on a few threads of its own: the platform's lookup holds its thread, virtual or
/// not, for as long as a name server likes.
final class OutboundLookup {
    private final Names names;
    private final ExecutorService threads;

    /// What the platform knows about names.
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    OutboundLookup(Names names, int maxThreads) {
        this.names = names;
        this.threads = new ThreadPoolExecutor(
                0, maxThreads, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), OutboundLookup::thread);
    }

    /// @throws java.util.concurrent.RejectedExecutionException when too many lookups are under way
    CompletableFuture<InetAddress[]> of(String host) {
        CompletableFuture<InetAddress[]> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(names.of(host));
            } catch (UnknownHostException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable lookup) {
        return Thread.ofPlatform().name("outbound-lookup").daemon().unstarted(lookup);
    }
}
