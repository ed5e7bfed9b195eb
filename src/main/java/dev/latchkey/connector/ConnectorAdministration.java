package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What administrators do with connectors: one transaction each.
@ApplicationScoped
class ConnectorAdministration {
    private final ConnectorRepository connectors;
    private final ConnectorFactories factories;
    private final StoredConfigs configs;
    private final ConnectorViews views;
    private final RandomValues random;
    private final Clock clock;
    private final Event<ConnectorChanged> changed;
    private final Event<ConnectorRemoved> removed;

    ConnectorAdministration(
            ConnectorRepository connectors,
            ConnectorFactories factories,
            StoredConfigs configs,
            ConnectorViews views,
            RandomValues random,
            Clock clock,
            Event<ConnectorChanged> changed,
            Event<ConnectorRemoved> removed) {
        this.connectors = connectors;
        this.factories = factories;
        this.configs = configs;
        this.views = views;
        this.random = random;
        this.clock = clock;
        this.changed = changed;
        this.removed = removed;
    }

    /// @param target which ones; absent means all
    @Transactional
    List<ConnectorView> list(Optional<String> target) {
        return connectors.oldestFirst().stream()
                .filter(entity -> target.isEmpty() || entity.target.equals(target.get()))
                .map(views::of)
                .toList();
    }

    @Transactional
    ConnectorView find(String id) {
        return views.of(connectors.require(id));
    }

    @Transactional
    ConnectorView create(ConnectorInput wanted) {
        ConnectorFactory factory =
                factories.find(wanted.connectorId()).orElseThrow(() -> Refusals.unknownFactory(wanted.connectorId()));
        ConnectorEntity entity = new ConnectorEntity();
        entity.id = wanted.id() == null ? random.shortId() : wanted.id();
        entity.factoryId = wanted.connectorId();
        entity.metadata = ownMetadata(wanted.changes(), factory);
        entity.target = OwnMetadata.over(factory.metadata(), entity.metadata).target();
        entity.platform = factory.metadata().platform();
        requireRoom(wanted, factory, entity.target);
        entity.createdAt = clock.instant();
        entity.configSealed = configs.seal(entity.id, checked(wanted.config(), nothing(), factory));
        apply(wanted.changes(), entity);
        connectors.persistAndFlush(entity);
        changed.fire(new ConnectorChanged(entity.id));
        return views.of(entity);
    }

    @Transactional
    ConnectorView change(String id, ConnectorChanges changes) {
        ConnectorEntity entity = connectors.requireForChange(id);
        Optional<ConnectorFactory> known = factories.find(entity.factoryId);
        if (changes.overwritesMetadata()) {
            requireStandard(known);
            entity.metadata = OwnMetadata.changed(entity.metadata, changes.metadata());
        }
        if (changes.config() != null) {
            ConnectorFactory factory = known.orElseThrow(() -> Refusals.unknownFactory(entity.factoryId));
            ObjectNode stored =
                    configs.attempt(id, entity.configSealed, factory).config();
            entity.configSealed = configs.seal(id, checked(changes.config(), stored, factory));
        }
        apply(changes, entity);
        changed.fire(new ConnectorChanged(id));
        return views.of(entity);
    }

    /// @param config with the confidential values: not to be shown
    record Stored(String factoryId, ObjectNode config) {
        @Override
        public String toString() {
            return "Stored[" + factoryId + "]";
        }
    }

    /// The configuration as far as it can be opened.
    @Transactional
    Stored stored(String id) {
        ConnectorEntity entity = connectors.require(id);
        ObjectNode config = factories
                .find(entity.factoryId)
                .map(factory ->
                        configs.attempt(id, entity.configSealed, factory).config())
                .orElseGet(ConnectorAdministration::nothing);
        return new Stored(entity.factoryId, config);
    }

    @Transactional
    void remove(String id) {
        ConnectorEntity entity = connectors.requireForChange(id);
        connectors.delete(entity);
        connectors.flush(); // observers read the table
        changed.fire(new ConnectorChanged(id));
        removed.fire(new ConnectorRemoved(entity.target));
    }

    /// A second connector for the same people would make two buttons that mean the same.
    private void requireRoom(ConnectorInput wanted, ConnectorFactory factory, String target) {
        ConnectorMetadata metadata = factory.metadata();
        if (!factory.isStandard() && connectors.hasFactory(metadata.id())) {
            throw Refusals.secondInstance(metadata.id());
        }
        if (connectors.hasTarget(target, metadata.platform())) {
            throw Refusals.targetTaken(target, metadata.platform());
        }
        if (wanted.id() != null && connectors.findByIdOptional(wanted.id()).isPresent()) {
            throw Refusals.idTaken(wanted.id());
        }
    }

    private static ObjectNode ownMetadata(ConnectorChanges wanted, ConnectorFactory factory) {
        ObjectNode given = wanted.metadata() == null ? nothing() : wanted.metadata();
        if (factory.isStandard()) {
            return OwnMetadata.ofNew(given);
        }
        if (wanted.overwritesMetadata()) {
            throw Refusals.metadataIsFixed();
        }
        return nothing();
    }

    private static void requireStandard(Optional<ConnectorFactory> factory) {
        if (!factory.map(ConnectorFactory::isStandard).orElse(false)) {
            throw Refusals.metadataIsFixed();
        }
    }

    /// What is to be stored, after the factory found it usable.
    private static ObjectNode checked(ObjectNode config, ObjectNode stored, ConnectorFactory factory) {
        ObjectNode given = config == null ? nothing() : Tidy.object(config);
        ObjectNode whole = Mask.lift(given, stored, factory.confidentialKeys());
        factory.configure(whole);
        return whole;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void apply(ConnectorChanges changes, ConnectorEntity entity) {
        if (changes.storesTokens()) {
            throw Refusals.storesNoTokens();
        }
        if (changes.syncProfile() != null) {
            entity.syncProfile = changes.syncProfile();
        }
        if (changes.trustAddresses() != null) {
            entity.trustAddresses = changes.trustAddresses();
        }
    }
}
