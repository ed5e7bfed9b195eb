package dev.latchkey.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// The resources, served from memory; the management API is always among them.
@Singleton
public class Resources implements ChangeFeed.Listener {
    private static final int MAX_CACHED = 10_000;
    private static final int MAX_INDICATOR = 2048;
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    /// Its key in the cache, which is no absolute URI and so no indicator.
    private static final String DEFAULT = "default";

    private static final String SELECT =
            "select indicator, name, access_token_ttl, access_token_signing_alg, is_default from resources where ";

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
            return Optional.of(
                    new Resource(indicator, "Management API", Duration.ofHours(1), Resource.SIGNING_ALGORITHM, false));
        }
        if (indicator.length() > MAX_INDICATOR) {
            return Optional.empty();
        }
        return cached(indicator, this::load);
    }

    /// The one that a request means which names none (RFC 8707 §2).
    public Optional<Resource> findDefault() {
        return cached(DEFAULT, ignored -> loadDefault());
    }

    private Optional<Resource> cached(String key, Function<String, Optional<Resource>> load) {
        if (!feed.isLive()) {
            return load.apply(key);
        }
        long before = changes.get();
        Optional<Resource> found = cache.get(key, load);
        if (changes.get() != before) {
            cache.invalidate(key); // it may have been read before the change and stored after it
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
        return database.find(SELECT + "indicator = ?", Resources::read, indicator);
    }

    private Optional<Resource> loadDefault() {
        return database.find(SELECT + "is_default", Resources::read);
    }

    private static Resource read(Database.Row row) throws SQLException {
        return new Resource(
                row.text("indicator"),
                row.text("name"),
                Duration.ofSeconds(row.number("access_token_ttl")),
                row.text("access_token_signing_alg"),
                row.flag("is_default"));
    }
}
