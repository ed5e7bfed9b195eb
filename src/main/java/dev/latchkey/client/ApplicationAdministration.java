package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.Paging;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// What administrators do with applications: one transaction each.
@ApplicationScoped
class ApplicationAdministration {
    /// The type decides over redirect rules and secrets, so it stays; so does whose it is.
    private static final Set<String> FIXED = Set.of("type", "isThirdParty");

    private final ApplicationRepository applications;
    private final ApplicationSecrets secrets;
    private final SignatureAlgorithms algorithms;
    private final JsonInput input;
    private final RandomValues random;
    private final Clock clock;
    private final Event<ApplicationChanged> changes;

    ApplicationAdministration(
            ApplicationRepository applications,
            ApplicationSecrets secrets,
            SignatureAlgorithms algorithms,
            JsonInput input,
            RandomValues random,
            Clock clock,
            Event<ApplicationChanged> changes) {
        this.applications = applications;
        this.secrets = secrets;
        this.algorithms = algorithms;
        this.input = input;
        this.random = random;
        this.clock = clock;
        this.changes = changes;
    }

    @Transactional
    Listing<ApplicationView> list(ApplicationFilter filter, Optional<Paging> paging) {
        return applications.list(filter, paging);
    }

    @Transactional
    ApplicationView find(String id) {
        return applications.require(id).toView();
    }

    /// Locked until the transaction under way ends.
    @Transactional
    ApplicationView findForChange(String id) {
        return applications.requireForChange(id).toView();
    }

    @Transactional
    ApplicationView create(ApplicationInput wanted) {
        requireAcceptable(wanted);
        ApplicationEntity entity = new ApplicationEntity();
        entity.id = random.entityId();
        entity.type = wanted.type();
        entity.isThirdParty = wanted.thirdParty();
        entity.apply(wanted);
        entity.createdAt = clock.instant();
        entity.updatedAt = entity.createdAt;
        applications.persistAndFlush(entity);
        if (!wanted.type().isPublic() && !AuthenticationRules.usesKeys(wanted.oidc())) {
            secrets.create(entity.id, new SecretInput(ApplicationSecrets.DEFAULT_NAME, null));
        }
        changes.fire(new ApplicationChanged(entity.id));
        return entity.toView();
    }

    @Transactional
    ApplicationView change(String id, ObjectNode body) {
        input.requireStorable(body);
        body.remove(FIXED);
        ApplicationEntity entity = applications.requireForChange(id);
        ApplicationInput changed = input.patch(entity.toInput(), body, ApplicationInput.class);
        requireSameFlow(entity.toInput(), changed);
        requireAcceptable(changed);
        entity.apply(changed);
        entity.updatedAt = clock.instant();
        changes.fire(new ApplicationChanged(id));
        return entity.toView();
    }

    /// The devices that are out could not sign in any more, and nobody would have meant it: `customClientMetadata`
    /// is replaced as a whole.
    private static void requireSameFlow(ApplicationInput present, ApplicationInput changed) {
        if (present.custom().usesDeviceFlow() != changed.custom().usesDeviceFlow()) {
            throw new ApiException(
                    422,
                    "application.device_flow_not_changeable",
                    "customClientMetadata.isDeviceFlow is decided when an application is made. Send it along as it is.");
        }
    }

    private void requireAcceptable(ApplicationInput input) {
        Registration.requireAcceptable(input);
        prepare("idTokenSignedResponseAlg", input.custom().idTokenAlgorithm().orElse(null));
        prepare("userinfoSignedResponseAlg", input.custom().userinfoSignedResponseAlg());
    }

    private void prepare(String field, String algorithm) {
        if (algorithm != null) {
            algorithms.prepare("customClientMetadata." + field, algorithm);
        }
    }

    /// Lays `data` over the present custom data and returns the whole.
    @Transactional
    ObjectNode mergeCustomData(String id, ObjectNode data) {
        input.requireStorable(data);
        ApplicationEntity entity = applications.requireForChange(id);
        entity.customData = JsonInput.merge(entity.customData, data);
        entity.updatedAt = clock.instant();
        return entity.customData;
    }

    @Transactional
    void remove(String id) {
        applications.delete(applications.requireForChange(id));
        changes.fire(new ApplicationChanged(id));
    }
}
