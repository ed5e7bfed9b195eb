package dev.latchkey.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Where anybody can cause a failure, so many of one source are worth a record in a while: more would fill the log
/// and tell nothing new. Each replica counts for itself.
public final class RecordLimit {
    private static final int MAX_SOURCES = 10_000;

    private final int max;
    private final Cache<String, AtomicInteger> recorded;

    public RecordLimit(int max, Duration window) {
        this.max = max;
        this.recorded = Caffeine.newBuilder()
                .expireAfterWrite(window)
                .maximumSize(MAX_SOURCES)
                .build();
    }

    /// Counts one more.
    public boolean admits(String source) {
        return recorded.get(source, _ -> new AtomicInteger()).incrementAndGet() <= max;
    }
}
