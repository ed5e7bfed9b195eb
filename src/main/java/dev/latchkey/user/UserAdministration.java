package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/// What administrators do with people: one transaction each.
@ApplicationScoped
class UserAdministration {
    private final UserRepository repository;
    private final Users users;
    private final Credentials credentials;
    private final JsonInput input;
    private final RandomValues random;
    private final Clock clock;
    private final Event<UserSuspended> suspensions;
    private final Event<UserDeleted> deletions;
    private final Event<PasswordChanged> passwordChanges;

    UserAdministration(
            UserRepository repository,
            Users users,
            Credentials credentials,
            JsonInput input,
            RandomValues random,
            Clock clock,
            Event<UserSuspended> suspensions,
            Event<UserDeleted> deletions,
            Event<PasswordChanged> passwordChanges) {
        this.repository = repository;
        this.users = users;
        this.credentials = credentials;
        this.input = input;
        this.random = random;
        this.clock = clock;
        this.suspensions = suspensions;
        this.deletions = deletions;
        this.passwordChanges = passwordChanges;
    }

    @Transactional
    Listing<User> list(UserFilter filter, Paging paging) {
        Listing<String> ids = repository.ids(filter, paging);
        return new Listing<>(users.all(ids.items()), ids.total());
    }

    User find(String id) {
        return users.find(id).orElseThrow(() -> UserRepository.missing(id));
    }

    @Transactional
    User create(UserInput wanted, Optional<String> passwordHash) {
        UserEntity entity = new UserEntity();
        entity.id = random.shortId();
        entity.apply(wanted);
        entity.createdAt = clock.instant();
        entity.updatedAt = entity.createdAt;
        repository.save(entity);
        passwordHash.ifPresent(hash -> credentials.save(entity.id, hash));
        return find(entity.id);
    }

    @Transactional
    User change(String id, ObjectNode body) {
        return change(id, entity -> entity.apply(input.patch(entity.toInput(), body, UserInput.class)));
    }

    @Transactional
    User mergeCustomData(String id, ObjectNode data) {
        return change(id, entity -> entity.customData = JsonInput.merge(entity.customData, data));
    }

    @Transactional
    User mergeProfile(String id, ObjectNode profile) {
        return change(id, entity -> entity.profile = input.patch(entity.profile, profile, UserProfile.class));
    }

    @Transactional
    User setPassword(String id, String passwordHash, Optional<String> by) {
        credentials.save(repository.requireForChange(id).id, passwordHash);
        passwordChanges.fire(new PasswordChanged(id, by));
        return change(id, entity -> {});
    }

    /// Suspending ends what the person has open, in the same transaction: who listens sees to it.
    @Transactional
    User suspend(String id, boolean isSuspended) {
        User changed = change(id, entity -> entity.isSuspended = isSuspended);
        if (isSuspended) {
            suspensions.fire(new UserSuspended(id));
        }
        return changed;
    }

    @Transactional
    void remove(String id) {
        UserEntity entity = repository.requireForChange(id);
        deletions.fire(new UserDeleted(id));
        repository.delete(entity);
    }

    private User change(String id, Consumer<UserEntity> change) {
        UserEntity entity = repository.requireForChange(id);
        change.accept(entity);
        entity.updatedAt = clock.instant();
        repository.save(entity);
        return find(id);
    }
}
