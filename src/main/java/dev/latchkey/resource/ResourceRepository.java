package dev.latchkey.resource;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import dev.latchkey.platform.RandomValues;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.exception.ConstraintViolationException;

/// The registered APIs, for their administration.
@ApplicationScoped
class ResourceRepository implements PanacheRepositoryBase<ResourceEntity, String> {
    private static final Sort NEWEST_FIRST = Sort.descending("createdAt").and("id");

    private final TokenAlgorithms algorithms;
    private final RandomValues random;
    private final Clock clock;

    ResourceRepository(TokenAlgorithms algorithms, RandomValues random, Clock clock) {
        this.algorithms = algorithms;
        this.random = random;
        this.clock = clock;
    }

    @Transactional
    Listing<ResourceView> list(Optional<Paging> paging) {
        PanacheQuery<ResourceEntity> all = findAll(NEWEST_FIRST);
        paging.ifPresent(asked -> all.page(asked.page() - 1, asked.size()));
        return new Listing<>(all.list(), all.count()).map(ResourceEntity::toView);
    }

    @Transactional
    ResourceView view(String id) {
        return require(id, LockModeType.NONE).toView();
    }

    @Transactional
    ResourceView create(ResourceInput input) {
        ResourceEntity entity = new ResourceEntity();
        entity.id = random.entityId();
        entity.indicator = input.indicator();
        apply(entity, input);
        entity.createdAt = clock.instant();
        try {
            persistAndFlush(entity);
        } catch (ConstraintViolationException _) {
            throw inUse(input.indicator());
        }
        return entity.toView();
    }

    @Transactional
    ResourceView change(String id, UnaryOperator<ResourceInput> patch) {
        ResourceEntity entity = require(id, LockModeType.PESSIMISTIC_WRITE);
        ResourceInput changed = patch.apply(
                new ResourceInput(entity.name, entity.indicator, entity.accessTokenTtl, entity.accessTokenSigningAlg));
        apply(entity, changed);
        return entity.toView();
    }

    private void apply(ResourceEntity entity, ResourceInput input) {
        algorithms.prepare("accessTokenSigningAlg", input.signingAlg());
        entity.name = input.name();
        entity.accessTokenTtl = input.ttl();
        entity.accessTokenSigningAlg = input.signingAlg();
    }

    /// At most one is the default, so the one before makes room first.
    @Transactional
    ResourceView makeDefault(String id, boolean isDefault) {
        if (isDefault) {
            update("isDefault = false where isDefault = true and id <> ?1", id);
        }
        ResourceEntity entity = require(id, LockModeType.PESSIMISTIC_WRITE);
        entity.isDefault = isDefault;
        return entity.toView();
    }

    @Transactional
    void remove(String id) {
        delete(require(id, LockModeType.NONE));
    }

    static ApiException inUse(String indicator) {
        return new ApiException(
                422, "resource.resource_identifier_in_use", "The indicator " + indicator + " is in use already.");
    }

    private ResourceEntity require(String id, LockModeType lock) {
        return findByIdOptional(id, lock).orElseThrow(() -> ApiException.notFound("resource", id));
    }
}
