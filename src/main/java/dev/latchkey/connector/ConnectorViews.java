package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

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

    ConnectorView of(ConnectorEntity entity) {
        return factories
                .find(entity.factoryId)
                .map(factory -> of(entity, factory))
                .orElseGet(() -> ofUnknownKind(entity));
    }

    private ConnectorView of(ConnectorEntity entity, ConnectorFactory factory) {
        return switch (configs.attempt(entity.id, entity.configSealed, factory)) {
            case Attempt.Works(var config, var connector) ->
                of(entity, factory, config, connector.warnings(), connector.status());
            case Attempt.Fails(var config, var reason) ->
                of(entity, factory, config, List.of("This connector is not in use: " + reason), Map.of());
        };
    }

    private ConnectorView of(
            ConnectorEntity entity,
            ConnectorFactory factory,
            ObjectNode config,
            List<String> warnings,
            Map<String, Object> status) {
        ObjectNode covered = Mask.cover(config, factory.confidentialKeys());
        ConnectorMetadata metadata = OwnMetadata.over(factory.metadata(), entity.metadata);
        return of(entity, FactoryView.of(metadata, factory.isStandard()), covered, warnings, status);
    }

    /// It still takes its place on its platform, so it must be seen to be deleted. What of its
    /// configuration is confidential nobody can tell, so nothing of it is shown.
    private ConnectorView ofUnknownKind(ConnectorEntity entity) {
        Map<String, String> name = Map.of("en", entity.factoryId);
        ConnectorMetadata metadata = new ConnectorMetadata(
                entity.factoryId, entity.target, entity.platform, name, name, "", null, "", List.of());
        String warning = "This connector is not in use: nothing here knows " + entity.factoryId + ".";
        return of(
                entity,
                FactoryView.of(metadata, false),
                JsonNodeFactory.instance.objectNode(),
                List.of(warning),
                Map.of());
    }

    private ConnectorView of(
            ConnectorEntity entity,
            FactoryView kind,
            ObjectNode config,
            List<String> warnings,
            Map<String, Object> status) {
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
                config,
                entity.syncProfile,
                entity.enableTokenStorage,
                entity.trustAddresses,
                connectors.returnAddress(entity.id).toString(),
                warnings,
                status);
    }
}
