package dev.latchkey.platform;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// One value computed from configuration tables, kept in memory until one of their rows changes.
///
/// While the change feed is down nothing is kept, as nobody could tell that it changed.
public final class Remembered<T> implements ChangeFeed.Listener {
    /// Only a belt beside the change feed's braces.
    private static final long MAX_AGE = Duration.ofMinutes(1).toNanos();

    private final ChangeFeed feed;
    private final Set<String> tables;
    private final Supplier<T> loader;
    private final AtomicLong version = new AtomicLong();
    private volatile Held<T> held;

    private record Held<T>(T value, long version, long since) {}

    /// @param tables the tables that the value is read from
    public Remembered(ChangeFeed feed, Set<String> tables, Supplier<T> loader) {
        this.feed = feed;
        this.tables = Set.copyOf(tables);
        this.loader = loader;
        feed.subscribe(this);
    }

    public T get() {
        Held<T> found = held;
        return found != null && isFresh(found) ? found.value() : load();
    }

    /// Called by whoever changed a row, after the commit, so that this replica sees it at once.
    public void forget() {
        version.incrementAndGet();
    }

    @Override
    public void changed(String table, String id) {
        if (tables.contains(table)) {
            forget();
        }
    }

    @Override
    public void everythingChanged() {
        forget();
    }

    private boolean isFresh(Held<T> found) {
        return feed.isLive() && found.version() == version.get() && System.nanoTime() - found.since() < MAX_AGE;
    }

    /// The version is noted before reading: a change in between makes the result stale at once.
    private T load() {
        long before = version.get();
        T value = loader.get();
        held = new Held<>(value, before, System.nanoTime());
        return value;
    }
}
