package dev.latchkey.client;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/// The rows of `applications`, for their administration.
@ApplicationScoped
class ApplicationRepository implements PanacheRepositoryBase<ApplicationEntity, String> {
    private static final Sort NEWEST_FIRST = Sort.descending("createdAt").and("id");

    Listing<ApplicationView> list(ApplicationFilter filter, Optional<Paging> paging) {
        PanacheQuery<ApplicationEntity> found = find(filter.condition(), NEWEST_FIRST, filter.values());
        paging.ifPresent(asked -> found.page(asked.page() - 1, asked.size()));
        return new Listing<>(found.list(), found.count()).map(ApplicationEntity::toView);
    }

    ApplicationEntity require(String id) {
        return findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    /// With the row locked until the transaction ends, so that two changes do not undo one another.
    ApplicationEntity requireForChange(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> missing(id));
    }

    private static ApiException missing(String id) {
        return ApiException.notFound("application", id);
    }
}
