package dev.latchkey.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.Remembered;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// The social providers that people can sign in by, ready for use and served from memory.
///
/// One that cannot be made any more (another secret key, a stricter check after an update) is left
/// out and logged: the others go on working, and the service starts.
@Singleton
public class Connectors {
    private static final Logger LOG = Logger.getLogger(Connectors.class);

    private final Database database;
    private final ConnectorFactories factories;
    private final StoredConfigs configs;
    private final ObjectMapper json;
    private final String baseUrl;
    private final Remembered<List<ConfiguredConnector>> remembered;

    private record Stored(
            String id, String factoryId, byte[] sealed, String metadata, boolean syncProfile, boolean trustAddresses) {
        static Stored read(Database.Row row) throws SQLException {
            return new Stored(
                    row.text("id"),
                    row.text("factory_id"),
                    row.bytes("config_sealed"),
                    row.text("metadata"),
                    row.flag("sync_profile"),
                    row.flag("trust_addresses"));
        }
    }

    Connectors(
            Database database,
            ConnectorFactories factories,
            StoredConfigs configs,
            ObjectMapper json,
            LatchkeyConfig config,
            ChangeFeed feed) {
        this.database = database;
        this.factories = factories;
        this.configs = configs;
        this.json = json;
        this.baseUrl = config.baseUrl();
        this.remembered = new Remembered<>(feed, Set.of("connectors"), this::load);
    }

    /// Everything that works, oldest first.
    public List<ConfiguredConnector> all() {
        return remembered.get();
    }

    public Optional<ConfiguredConnector> find(String id) {
        return all().stream().filter(connector -> connector.id().equals(id)).findFirst();
    }

    /// The targets that have a connector, read from the database: the transaction under way counts,
    /// and so does a connector that does not work at the moment.
    public Set<String> storedTargets() {
        return Set.copyOf(database.list("select distinct target from connectors", row -> row.text("target")));
    }

    /// Where a provider sends people back to; entered in the provider's console too.
    public URI returnAddress(String connectorId) {
        return URI.create(baseUrl + "/callback/" + connectorId);
    }

    void forgetChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConnectorChanged change) {
        remembered.forget();
    }

    private List<ConfiguredConnector> load() {
        return database.list("""
                        select id, factory_id, config_sealed, metadata, sync_profile, trust_addresses
                        from connectors order by created_at, id""", Stored::read).stream()
                .flatMap(stored -> configure(stored).stream())
                .toList();
    }

    private Optional<ConfiguredConnector> configure(Stored stored) {
        Optional<ConnectorFactory> factory = factories.find(stored.factoryId());
        if (factory.isEmpty()) {
            LOG.warnf("Left out the connector %s: nothing here knows %s", stored.id(), stored.factoryId());
        }
        return factory.flatMap(known -> configure(stored, known));
    }

    private Optional<ConfiguredConnector> configure(Stored stored, ConnectorFactory factory) {
        return switch (configs.attempt(stored.id(), stored.sealed(), factory)) {
            case Attempt.Works(var config, var connector) ->
                Optional.of(new ConfiguredConnector(
                        stored.id(),
                        metadata(stored, factory),
                        connector,
                        stored.syncProfile(),
                        stored.trustAddresses(),
                        factory.isStandard()));
            case Attempt.Fails(var config, var reason) -> {
                LOG.errorf("Left out the connector %s: %s", stored.id(), reason);
                yield Optional.empty();
            }
        };
    }

    private ConnectorMetadata metadata(Stored stored, ConnectorFactory factory) {
        try {
            return OwnMetadata.over(factory.metadata(), json.readValue(stored.metadata(), ObjectNode.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds JSON", e);
        }
    }
}
