package dev.latchkey.client;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.platform.Sealer;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The secrets of applications, sealed at rest and shown in clear to administrators. Several may be
/// valid at once, so that one can be exchanged without a pause.
@ApplicationScoped
class ApplicationSecrets implements PanacheRepositoryBase<SecretEntity, SecretEntity.Key> {
    static final String DEFAULT_NAME = "Default secret";
    private static final int MAX_SECRETS = 20;

    private final ApplicationRepository applications;
    private final Sealer sealer;
    private final RandomValues random;
    private final Clock clock;
    private final Event<ApplicationChanged> changes;

    ApplicationSecrets(
            ApplicationRepository applications,
            Sealer sealer,
            RandomValues random,
            Clock clock,
            Event<ApplicationChanged> changes) {
        this.applications = applications;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
        this.changes = changes;
    }

    @Transactional
    List<SecretView> of(String applicationId) {
        applications.require(applicationId);
        return list("applicationId", Sort.by("createdAt").and("name"), applicationId).stream()
                .map(this::view)
                .toList();
    }

    /// The one to use, if there is one that is good.
    @Transactional
    Optional<SecretView> youngest(String applicationId) {
        return of(applicationId).reversed().stream()
                .filter(secret -> secret.expiresAt() == null || secret.expiresAt() > clock.millis())
                .findFirst();
    }

    /// Makes one where there is none that is good.
    @Transactional
    void ensure(String applicationId) {
        if (youngest(applicationId).isEmpty()) {
            put(applicationId, DEFAULT_NAME, random.clientSecret());
        }
    }

    @Transactional
    SecretView create(String applicationId, SecretInput input) {
        applications.requireForChange(applicationId);
        requireRoom(applicationId, input);
        Instant expiresAt = Optional.ofNullable(input.expiresAt())
                .map(Instant::ofEpochMilli)
                .orElse(null);
        return save(applicationId, input.name(), random.clientSecret(), clock.instant(), expiresAt);
    }

    /// The seal is bound to the name, so a new name means a new row.
    @Transactional
    SecretView rename(String applicationId, String name, String newName) {
        applications.requireForChange(applicationId);
        SecretEntity entity = require(applicationId, name);
        if (newName.equals(name)) {
            return view(entity);
        }
        requireFree(applicationId, newName);
        String value = view(entity).value();
        delete(entity);
        return save(applicationId, newName, value, entity.createdAt, entity.expiresAt);
    }

    @Transactional
    void remove(String applicationId, String name) {
        applications.requireForChange(applicationId);
        delete(require(applicationId, name));
        changes.fire(new ApplicationChanged(applicationId));
    }

    /// Gives the secret of this name this value and no end, whether it was there or not.
    @Transactional
    void put(String applicationId, String name, String value) {
        Optional<SecretEntity> present = findByIdOptional(new SecretEntity.Key(applicationId, name));
        boolean isSame = present.filter(entity -> entity.expiresAt == null)
                .map(entity -> view(entity).value().equals(value))
                .orElse(false);
        if (!isSame) {
            present.ifPresent(this::delete);
            flush();
            save(applicationId, name, value, clock.instant(), null);
        }
    }

    private SecretView save(String applicationId, String name, String value, Instant createdAt, Instant expiresAt) {
        SecretEntity entity = new SecretEntity();
        entity.applicationId = applicationId;
        entity.name = name;
        entity.valueSealed = sealer.seal(Applications.secretPlace(applicationId, name), value);
        entity.createdAt = createdAt;
        entity.expiresAt = expiresAt;
        persist(entity);
        changes.fire(new ApplicationChanged(applicationId));
        return view(entity);
    }

    private void requireRoom(String applicationId, SecretInput input) {
        requireFree(applicationId, input.name());
        if (input.expiresAt() != null && input.expiresAt() <= clock.millis()) {
            throw ApiException.invalidInput("expiresAt: must be in the future");
        }
        if (count("applicationId", applicationId) >= MAX_SECRETS) {
            throw new ApiException(
                    422, "application.too_many_secrets", "An application has at most " + MAX_SECRETS + " secrets.");
        }
    }

    private void requireFree(String applicationId, String name) {
        if (findByIdOptional(new SecretEntity.Key(applicationId, name)).isPresent()) {
            throw new ApiException(
                    422, "application.secret_name_exists", "The application has a secret of this name already.");
        }
    }

    private SecretEntity require(String applicationId, String name) {
        return findByIdOptional(new SecretEntity.Key(applicationId, name))
                .orElseThrow(() -> new ApiException(404, "entity.not_found", "There is no secret of this name."));
    }

    private SecretView view(SecretEntity entity) {
        return new SecretView(
                entity.applicationId,
                entity.name,
                sealer.open(Applications.secretPlace(entity.applicationId, entity.name), entity.valueSealed),
                entity.createdAt.toEpochMilli(),
                Optional.ofNullable(entity.expiresAt).map(Instant::toEpochMilli).orElse(null));
    }
}
