package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.SealBrokenException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shows connectors to administrators, those too that cannot be used: they are to be repaired.
@Singleton
class ConnectorViews {
    private final ConnectorFactories factories;
    private final ConnectorConfigs configs;
    private final Connectors connectors;

    ConnectorViews(ConnectorFactories factories, ConnectorConfigs configs, Connectors connectors) {
        this.factories = factories;
        this.configs = configs;
        this.connectors = connectors;
    }

    /// The configuration with the reasons why it does not work, or not well.
    private record Looked(ObjectNode config, List<String> warnings) {}

    ConnectorView view(ConnectorEntity entity) {
        Optional<ConnectorFactory> factory = factories.find(entity.factoryId);
        ConnectorMetadata metadata = factory.map(ConnectorFactory::metadata).orElseGet(() -> unknown(entity));
        Looked looked = factory.map(kind -> look(entity, kind))
                .orElseGet(() -> broken("This build does not know the kind of connector " + entity.factoryId + "."));
        Set<String> confidential =
                factory.map(ConnectorFactory::confidentialKeys).orElse(Set.of());
        return new ConnectorView(
                entity.id,
                entity.factoryId,
                FactoryView.SOCIAL,
                entity.target,
                entity.platform,
                metadata.name(),
                metadata.description(),
                metadata.logo(),
                metadata.logoDark(),
                metadata.readme(),
                metadata.formItems(),
                false,
                Map.of(),
                ConnectorConfigs.mask(looked.config(), confidential),
                entity.syncProfile,
                false,
                connectors.returnAddress(entity.id).toString(),
                looked.warnings());
    }

    private Looked look(ConnectorEntity entity, ConnectorFactory factory) {
        ObjectNode config;
        try {
            config = configs.open(entity.id, entity.configSealed);
        } catch (SealBrokenException _) {
            return broken("The stored configuration cannot be read with this LATCHKEY_SECRET_KEY: enter it again.");
        }
        try {
            return new Looked(config, factory.configure(config).warnings());
        } catch (ConnectorException unusable) {
            return new Looked(config, List.of("The configuration cannot be used: " + unusable.getMessage()));
        }
    }

    private static Looked broken(String why) {
        return new Looked(JsonNodeFactory.instance.objectNode(), List.of(why));
    }

    private static ConnectorMetadata unknown(ConnectorEntity entity) {
        Map<String, String> name = Map.of("en", entity.factoryId);
        return new ConnectorMetadata(
                entity.factoryId, entity.target, entity.platform, name, name, "", null, "", List.of());
    }
}
