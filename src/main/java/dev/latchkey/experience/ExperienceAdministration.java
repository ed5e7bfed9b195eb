package dev.latchkey.experience;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Connectors;
import dev.latchkey.connector.TargetGone;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/// What administrators do with the sign-in experience: one transaction each.
@ApplicationScoped
class ExperienceAdministration {
    private static final String TARGETS = "socialSignInConnectorTargets";
    private static final int MAX_DOCUMENT = 128 * 1024;

    private final StoredExperience stored;
    private final Connectors connectors;
    private final JsonInput input;
    private final ObjectMapper json;
    private final Event<ExperienceChanged> changes;

    ExperienceAdministration(
            StoredExperience stored,
            Connectors connectors,
            JsonInput input,
            ObjectMapper json,
            Event<ExperienceChanged> changes) {
        this.stored = stored;
        this.connectors = connectors;
        this.input = input;
        this.json = json;
        this.changes = changes;
    }

    /// Replaces the fields of `body` as a whole. Targets without a connector are dropped silently.
    @Transactional
    SignInExperience change(ObjectNode body) {
        SignInExperience changed = input.patch(stored.readForChange(), body, SignInExperience.class);
        ExperienceRules.require(changed);
        return save(changed);
    }

    /// A button without a connector behind it leads nowhere.
    @Transactional
    void dropTarget(@Observes TargetGone departure) {
        save(stored.readForChange());
    }

    private SignInExperience save(SignInExperience experience) {
        Set<String> known = connectors.storedTargets();
        List<String> targets = experience.socialSignInConnectorTargets().stream()
                .distinct()
                .filter(known::contains)
                .toList();
        ObjectNode document = json.valueToTree(experience);
        document.set(TARGETS, json.valueToTree(targets));
        if (document.toString().length() > MAX_DOCUMENT) {
            throw ApiException.invalidInput("the whole must not be larger than " + MAX_DOCUMENT + " characters");
        }
        SignInExperience kept = json.convertValue(document, SignInExperience.class);
        stored.write(kept);
        changes.fire(new ExperienceChanged());
        return kept;
    }
}
