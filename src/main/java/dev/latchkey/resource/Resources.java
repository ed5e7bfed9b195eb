package dev.latchkey.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The resources, served from memory; the management API is always among them.
@Singleton
public class Resources implements ChangeFeed.Listener {
    private static final int MAX_CACHED = 10_000;
    private static final int MAX_INDICATOR = 2048;
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Database database;
    private final ChangeFeed feed;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<String, Optional<Resource>> cache = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build();

    Resources(Database database, ChangeFeed feed) {
        this.database = database;
        this.feed = feed;
        feed.subscribe(this);
    }

    /// The resource with exactly this indicator.
    public Optional<Resource> find(String indicator) {
        if (Resource.MANAGEMENT_INDICATORS.contains(indicator)) {
            return Optional.of(new Resource(indicator, "Management API", Duration.ofHours(1), false));
        }
        if (indicator.length() > MAX_INDICATOR) {
            return Optional.empty();
        }
        if (!feed.isLive()) {
            return load(indicator);
        }
        long before = changes.get();
        Optional<Resource> found = cache.get(indicator, this::load);
        if (changes.get() != before) {
            cache.invalidate(indicator); // it may have been read before the change and stored after it
        }
        return found;
    }

    /// Called by whoever changes a resource, so that this replica sees the change at once.
    public void forgetAll() {
        changes.incrementAndGet();
        cache.invalidateAll();
    }

    @Override
    public void changed(String table, String id) {
        if (table.equals("resources")) {
            forgetAll();
        }
    }

    @Override
    public void everythingChanged() {
        forgetAll();
    }

    private Optional<Resource> load(String indicator) {
        return database.find(
                "select name, access_token_ttl, is_default from resources where indicator = ?",
                row -> new Resource(
                        indicator,
                        row.text("name"),
                        Duration.ofSeconds(row.number("access_token_ttl")),
                        row.flag("is_default")),
                indicator);
    }
}
