package dev.latchkey.connector;

import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.platform.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/// The rows of `connectors`, for their administration.
@ApplicationScoped
class ConnectorRepository implements PanacheRepositoryBase<ConnectorEntity, String> {
    List<ConnectorEntity> oldestFirst() {
        return listAll(Sort.ascending("createdAt").and("id"));
    }

    ConnectorEntity require(String id) {
        return findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    /// With the row locked until the transaction ends, so that two changes do not undo one another.
    ConnectorEntity requireForChange(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> missing(id));
    }

    boolean hasFactory(String factoryId) {
        return count("factoryId", factoryId) > 0;
    }

    boolean hasTarget(String target, Platform platform) {
        return count("target = ?1 and platform = ?2", target, platform) > 0;
    }

    static ApiException missing(String id) {
        return ApiException.notFound("connector", id);
    }
}
