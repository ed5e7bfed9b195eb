package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;

/// Links people to who they are at social providers, one identity for each target. The keys of the
/// table see to it that no identity belongs to two people.
@ApplicationScoped
public class UserIdentities implements PanacheRepositoryBase<IdentityEntity, IdentityEntity.Key> {
    private final UserRepository users;
    private final Credentials credentials;
    private final IdentityLinks links;
    private final Clock clock;

    UserIdentities(UserRepository users, Credentials credentials, IdentityLinks links, Clock clock) {
        this.users = users;
        this.credentials = credentials;
        this.links = links;
        this.clock = clock;
    }

    /// Gives a person this identity in place of the one they may have at the target.
    ///
    /// @return false when it replaced one
    @Transactional
    public boolean link(String userId, String target, ProviderIdentity identity) {
        users.requireForChange(userId).updatedAt = clock.instant();
        Optional<IdentityEntity> present = of(userId, target);
        try {
            if (present.filter(known -> known.providerUserId.equals(identity.userId()))
                    .isPresent()) {
                tellAgain(present.get(), identity);
            } else {
                replace(userId, target, present, identity);
            }
        } catch (ConstraintViolationException _) {
            throw new ApiException(
                    422, "user.identity_already_in_use", "The identity belongs to another person already.");
        }
        return present.isEmpty();
    }

    /// Nothing is linked by it, and what the provider told at sign-ins is still known: by an open id alone the
    /// person would be a stranger otherwise.
    private void tellAgain(IdentityEntity known, ProviderIdentity identity) {
        known.merge(identity);
        known.lastSeenAt = clock.instant();
        persistAndFlush(known);
    }

    private void replace(String userId, String target, Optional<IdentityEntity> present, ProviderIdentity identity) {
        Optional<String> replaced = present.flatMap(known -> links.keep(target, known.providerUserId));
        present.ifPresent(this::delete);
        flush();
        persistAndFlush(entity(userId, target, identity));
        links.noteByAdministrator(userId, target, identity.userId(), replaced);
    }

    @Transactional
    void unlink(String userId, String target) {
        users.requireForChange(userId).updatedAt = clock.instant();
        delete(of(userId, target).orElseThrow(UserIdentities::missing));
    }

    /// Takes an identity off at the person's own wish, unless they could not sign in any more. The row of the
    /// person is locked, so that of two removals at once the later sees what the earlier left.
    ///
    /// @param ways by which people can sign in at present
    @Transactional
    public Removal remove(String userId, String target, WaysIn ways) {
        UserEntity user = users.requireForChange(userId);
        Optional<IdentityEntity> identity = of(userId, target);
        if (identity.isEmpty()) {
            return Removal.MISSING;
        }
        boolean byPassword = ways.byPassword()
                && user.username != null
                && credentials.find(userId).isPresent();
        boolean byAnother = find("userId", userId).stream()
                .anyMatch(
                        other -> !other.target.equals(target) && ways.targets().contains(other.target));
        if (!byPassword && !byAnother) {
            return Removal.LAST_WAY_IN;
        }
        user.updatedAt = clock.instant();
        delete(identity.get());
        return Removal.DONE;
    }

    /// What people can sign in by at present.
    ///
    /// @param targets of the providers that are offered
    public record WaysIn(Set<String> targets, boolean byPassword) {}

    /// What became of the wish.
    public enum Removal {
        DONE,
        MISSING,
        LAST_WAY_IN
    }

    static ApiException missing() {
        return new ApiException(404, "user.identity_not_exist", "The person has no identity at this target.");
    }

    private Optional<IdentityEntity> of(String userId, String target) {
        return find("userId = ?1 and target = ?2", userId, target).firstResultOptional();
    }

    private IdentityEntity entity(String userId, String target, ProviderIdentity identity) {
        IdentityEntity entity = new IdentityEntity();
        entity.target = target;
        entity.providerUserId = identity.userId();
        entity.userId = userId;
        entity.merge(identity);
        entity.firstSeenAt = clock.instant();
        entity.lastSeenAt = entity.firstSeenAt;
        return entity;
    }
}
