package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/// The rows of `users`, for their administration.
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, String> {
    private static final Sort NEWEST_FIRST = Sort.descending("createdAt").and("id");

    Listing<String> ids(UserFilter filter, Paging paging) {
        PanacheQuery<UserEntity> found = find(filter.condition(), NEWEST_FIRST, filter.values());
        List<UserEntity> page = found.page(paging.page() - 1, paging.size()).list();
        return new Listing<>(page, found.count()).map(entity -> entity.id);
    }

    /// With the row locked until the transaction ends, so that two changes do not undo one another.
    UserEntity requireForChange(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> missing(id));
    }

    /// Writes now, so that a taken username, e-mail address or phone number is told as such. The keys
    /// of the table decide: a look beforehand could not tell of two requests at once.
    void save(UserEntity entity) {
        try {
            persistAndFlush(entity);
        } catch (ConstraintViolationException conflict) {
            throw inUse(conflict);
        }
    }

    static ApiException missing(String id) {
        return ApiException.notFound("user", id);
    }

    private static RuntimeException inUse(ConstraintViolationException conflict) {
        return switch (String.valueOf(conflict.getConstraintName())) {
            case "users_username_key" -> inUse("username", "The username");
            case "users_primary_email_key" -> inUse("email", "The e-mail address");
            case "users_primary_phone_key" -> inUse("phone", "The phone number");
            default -> conflict;
        };
    }

    private static ApiException inUse(String what, String sentence) {
        return new ApiException(422, "user." + what + "_already_in_use", sentence + " is in use already.");
    }
}
