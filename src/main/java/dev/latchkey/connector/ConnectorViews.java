package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Shows connectors to administrators, also those that do not work: they are the ones to mend.
@Singleton
class ConnectorViews {
    private final ConnectorFactories factories;
    private final StoredConfigs configs;
    private final Connectors connectors;

    ConnectorViews(ConnectorFactories factories, StoredConfigs configs, Connectors connectors) {
        this.factories = factories;
        this.configs = configs;
        this.connectors = connectors;
    }

    /// Empty when nothing here knows the factory any more.
    Optional<ConnectorView> of(ConnectorEntity entity) {
        return factories.find(entity.factoryId).map(factory -> of(entity, factory));
    }

    private ConnectorView of(ConnectorEntity entity, ConnectorFactory factory) {
        return switch (configs.attempt(entity.id, entity.configSealed, factory)) {
            case Attempt.Works(var config, var connector) -> of(entity, factory, config, connector.warnings());
            case Attempt.Fails(var config, var reason) ->
                of(entity, factory, config, List.of("This connector is not in use: " + reason));
        };
    }

    private ConnectorView of(
            ConnectorEntity entity, ConnectorFactory factory, ObjectNode config, List<String> warnings) {
        FactoryView kind = FactoryView.of(factory.metadata());
        return new ConnectorView(
                entity.id,
                kind.id(),
                kind.type(),
                kind.target(),
                kind.platform(),
                kind.name(),
                kind.description(),
                kind.logo(),
                kind.logoDark(),
                kind.readme(),
                kind.formItems(),
                kind.isStandard(),
                entity.metadata,
                Mask.cover(config, factory.confidentialKeys()),
                entity.syncProfile,
                entity.enableTokenStorage,
                connectors.returnAddress(entity.id).toString(),
                warnings);
    }
}
