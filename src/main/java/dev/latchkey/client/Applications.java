package dev.latchkey.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Sealer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The applications, served from memory: the change feed says which one to read again.
@Singleton
public class Applications implements ChangeFeed.Listener {
    private static final Logger LOG = Logger.getLogger(Applications.class);
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,21}");
    private static final int MAX_CACHED = 10_000;
    /// Only a belt beside the change feed's braces.
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private static final String SELECT = """
            select a.id, a.name, a.type, a.oidc_client_metadata, a.custom_client_metadata, a.is_third_party,
                   a.is_admin, a.created_at,
                   s.name as secret_name, s.value_sealed, s.created_at as secret_created_at, s.expires_at
            from applications a left join application_secrets s on s.application_id = a.id
            where a.id = ? order by s.created_at, s.name""";

    private final Database database;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final ChangeFeed feed;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<String, Optional<Application>> cache = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build();

    Applications(Database database, Sealer sealer, ObjectMapper json, ChangeFeed feed) {
        this.database = database;
        this.sealer = sealer;
        this.json = json;
        this.feed = feed;
        feed.subscribe(this);
    }

    /// The application with this id, secrets included.
    public Optional<Application> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty(); // a stranger's ids need not fill the cache
        }
        if (!feed.isLive()) {
            return load(id);
        }
        long before = changes.get();
        Optional<Application> found = cache.get(id, this::load);
        if (changes.get() != before) {
            cache.invalidate(id); // it may have been read before the change and stored after it
        }
        return found;
    }

    /// Where a sealed secret belongs, see [Sealer].
    public static String secretPlace(String applicationId, String secretName) {
        return "application_secret:" + applicationId + ":" + secretName;
    }

    /// Called by whoever changes an application, so that this replica sees the change at once.
    public void forget(String id) {
        cache.invalidate(id);
    }

    void forgetChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ApplicationChanged change) {
        forget(change.id());
    }

    @Override
    public void changed(String table, String id) {
        if (table.equals("applications") || table.equals("application_secrets")) {
            forget(id);
        }
    }

    @Override
    public void everythingChanged() {
        changes.incrementAndGet();
        cache.invalidateAll();
    }

    private Optional<Application> load(String id) {
        List<ApplicationSecret> secrets = new ArrayList<>();
        return database.list(SELECT, row -> toApplication(row, secrets), id).stream()
                .findFirst()
                .map(found -> new Application(
                        found.id(),
                        found.name(),
                        found.type(),
                        found.oidc(),
                        found.custom(),
                        found.isThirdParty(),
                        found.isAdmin(),
                        found.createdAt(),
                        secrets));
    }

    private Application toApplication(Database.Row row, List<ApplicationSecret> secrets) throws SQLException {
        String id = row.text("id");
        String secretName = row.text("secret_name");
        if (secretName != null) {
            secrets.add(new ApplicationSecret(
                    secretName,
                    sealer.open(secretPlace(id, secretName), row.bytes("value_sealed")),
                    row.instant("secret_created_at"),
                    row.instant("expires_at")));
        }
        return new Application(
                id,
                row.text("name"),
                ApplicationType.valueOf(row.text("type")),
                read(row.text("oidc_client_metadata"), OidcClientMetadata.class),
                read(row.text("custom_client_metadata"), CustomClientMetadata.class),
                row.flag("is_third_party"),
                row.flag("is_admin"),
                row.instant("created_at"),
                List.of());
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            LOG.errorf("an application's metadata cannot be read as %s", type.getSimpleName());
            throw new IllegalStateException("stored metadata is not readable", e);
        }
    }
}
