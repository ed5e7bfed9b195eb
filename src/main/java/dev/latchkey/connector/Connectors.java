package dev.latchkey.connector;

import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Remembered;
import dev.latchkey.platform.SealBrokenException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// The configured social providers, served from memory.
///
/// One that cannot be used (another `LATCHKEY_SECRET_KEY`, a configuration that no longer fits, a
/// provider that this build does not know) is left out and told in the log: the others go on.
@Singleton
public class Connectors {
    private static final Logger LOG = Logger.getLogger(Connectors.class);

    private final Database database;
    private final ConnectorFactories factories;
    private final ConnectorConfigs configs;
    private final Remembered<List<ConfiguredConnector>> remembered;

    Connectors(Database database, ConnectorFactories factories, ConnectorConfigs configs, ChangeFeed feed) {
        this.database = database;
        this.factories = factories;
        this.configs = configs;
        this.remembered = new Remembered<>(feed, Set.of("connectors"), this::load);
    }

    /// All that can be used, the oldest first.
    public List<ConfiguredConnector> all() {
        return remembered.get();
    }

    public Optional<ConfiguredConnector> find(String id) {
        return all().stream().filter(connector -> connector.id().equals(id)).findFirst();
    }

    /// The targets that have a connector, usable or not, as the database has them now.
    public Set<String> storedTargets() {
        return new HashSet<>(database.list("select target from connectors", row -> row.text("target")));
    }

    void forgetChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConnectorChanged change) {
        remembered.forget();
    }

    private record Stored(String id, String factoryId, byte[] config, boolean syncProfile) {}

    private List<ConfiguredConnector> load() {
        return database
                .list(
                        "select id, factory_id, config_sealed, sync_profile from connectors order by created_at, id",
                        row -> new Stored(
                                row.text("id"),
                                row.text("factory_id"),
                                row.bytes("config_sealed"),
                                row.flag("sync_profile")))
                .stream()
                .map(this::configure)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ConfiguredConnector> configure(Stored stored) {
        Optional<ConnectorFactory> factory = factories.find(stored.factoryId());
        if (factory.isEmpty()) {
            LOG.warnf("Connector %s is left out: there is no kind %s", stored.id(), stored.factoryId());
        }
        return factory.flatMap(kind -> configure(stored, kind));
    }

    private Optional<ConfiguredConnector> configure(Stored stored, ConnectorFactory factory) {
        try {
            SocialConnector connector = factory.configure(configs.open(stored.id(), stored.config()));
            return Optional.of(
                    new ConfiguredConnector(stored.id(), factory.metadata(), connector, stored.syncProfile()));
        } catch (ConnectorException | SealBrokenException unusable) {
            LOG.warnf("Connector %s is left out: %s", stored.id(), unusable.getMessage());
        } catch (RuntimeException unexpected) { // one provider's mistake must not take the others away
            LOG.warnf(unexpected, "Connector %s is left out", stored.id());
        }
        return Optional.empty();
    }
}
