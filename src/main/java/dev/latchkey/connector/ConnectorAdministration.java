package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.platform.SealBrokenException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.exception.ConstraintViolationException;

/// What administrators do with connectors: one transaction each. A configuration is checked by its
/// factory when it is saved, not when the first person signs in.
@ApplicationScoped
class ConnectorAdministration implements PanacheRepositoryBase<ConnectorEntity, String> {
    private final ConnectorFactories factories;
    private final ConnectorConfigs configs;
    private final ConnectorViews views;
    private final RandomValues random;
    private final Clock clock;
    private final Event<ConnectorChanged> changes;
    private final Event<TargetGone> departures;

    ConnectorAdministration(
            ConnectorFactories factories,
            ConnectorConfigs configs,
            ConnectorViews views,
            RandomValues random,
            Clock clock,
            Event<ConnectorChanged> changes,
            Event<TargetGone> departures) {
        this.factories = factories;
        this.configs = configs;
        this.views = views;
        this.random = random;
        this.clock = clock;
        this.changes = changes;
        this.departures = departures;
    }

    @Transactional
    List<ConnectorView> views(Optional<String> target) {
        Sort oldestFirst = Sort.by("createdAt").and("id");
        List<ConnectorEntity> found =
                target.map(wanted -> list("target", oldestFirst, wanted)).orElseGet(() -> listAll(oldestFirst));
        return found.stream().map(views::view).toList();
    }

    @Transactional
    ConnectorView view(String id) {
        return views.view(findByIdOptional(id).orElseThrow(() -> missing(id)));
    }

    @Transactional
    ConnectorView create(ConnectorInput input) {
        ConnectorFactory factory = kind(input.connectorId());
        ConnectorMetadata metadata = factory.metadata();
        requireOffered(input);
        requireRoom(metadata);
        ConnectorEntity entity = new ConnectorEntity();
        entity.id = input.id() == null ? random.shortId() : input.id();
        entity.factoryId = metadata.id();
        entity.target = metadata.target();
        entity.platform = metadata.platform();
        entity.createdAt = clock.instant();
        apply(entity, factory, input, JsonNodeFactory.instance.objectNode());
        insert(entity);
        changes.fire(new ConnectorChanged(entity.id));
        return views.view(entity);
    }

    /// @param patch lays the changes over the present state, its configuration masked
    @Transactional
    ConnectorView change(String id, UnaryOperator<ConnectorInput> patch) {
        ConnectorEntity entity = requireForChange(id);
        ConnectorFactory factory = kind(entity.factoryId);
        ObjectNode stored = stored(entity);
        ObjectNode masked = ConnectorConfigs.mask(stored, factory.confidentialKeys());
        ConnectorInput input =
                patch.apply(new ConnectorInput(id, entity.factoryId, masked, null, entity.syncProfile, false));
        requireOffered(input);
        apply(entity, factory, input, stored);
        changes.fire(new ConnectorChanged(id));
        return views.view(entity);
    }

    @Transactional
    void remove(String id) {
        ConnectorEntity entity = requireForChange(id);
        delete(entity);
        flush();
        changes.fire(new ConnectorChanged(id));
        if (count("target", entity.target) == 0) {
            departures.fire(new TargetGone(entity.target));
        }
    }

    private ConnectorFactory kind(String id) {
        return factories
                .find(id)
                .orElseThrow(() -> new ApiException(
                        422, "connector.not_found_with_connector_id", "There is no kind of connector " + id + "."));
    }

    private void apply(ConnectorEntity entity, ConnectorFactory factory, ConnectorInput input, ObjectNode stored) {
        ObjectNode config = ConnectorConfigs.unmask(input.submittedConfig(), stored, factory.confidentialKeys());
        factory.configure(config);
        entity.configSealed = configs.seal(entity.id, config);
        entity.syncProfile = input.syncs();
    }

    private void insert(ConnectorEntity entity) {
        try {
            persistAndFlush(entity);
        } catch (ConstraintViolationException conflict) {
            throw "connectors_pkey".equals(conflict.getConstraintName())
                    ? new ApiException(422, "entity.unique_integrity_violation", "The id is in use already.")
                    : sameTarget();
        }
    }

    /// What can be read of the stored configuration: nothing when its seal is broken, so that it can be
    /// entered again.
    private ObjectNode stored(ConnectorEntity entity) {
        try {
            return configs.open(entity.id, entity.configSealed);
        } catch (SealBrokenException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void requireRoom(ConnectorMetadata metadata) {
        if (count("factoryId", metadata.id()) > 0) {
            throw new ApiException(
                    422,
                    "connector.multiple_instances_not_supported",
                    "There can be one connector of the kind " + metadata.id() + ", and it exists already.");
        }
        if (count("target = ?1 and platform = ?2", metadata.target(), metadata.platform()) > 0) {
            throw sameTarget();
        }
    }

    private static ApiException sameTarget() {
        return new ApiException(
                422,
                "connector.multiple_target_with_same_platform",
                "There is a connector with this target and platform already.");
    }

    private static void requireOffered(ConnectorInput input) {
        if (input.overwritesMetadata()) {
            throw new ApiException(
                    400,
                    "connector.cannot_overwrite_metadata_for_non_standard_connector",
                    "The metadata of this kind of connector cannot be overwritten.");
        }
        if (Boolean.TRUE.equals(input.enableTokenStorage())) {
            throw new ApiException(
                    422, "connector.token_storage_not_supported", "Tokens of the provider are not stored.");
        }
    }

    private ConnectorEntity requireForChange(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> missing(id));
    }

    private static ApiException missing(String id) {
        return ApiException.notFound("connector", id);
    }
}
