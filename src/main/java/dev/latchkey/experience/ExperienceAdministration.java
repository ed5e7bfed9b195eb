package dev.latchkey.experience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorRemoved;
import dev.latchkey.connector.Connectors;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.user.Registrations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Set;

/// What changes the sign-in experience: an administrator, or a connector that is gone.
@ApplicationScoped
class ExperienceAdministration {
    private static final String TARGETS = "socialSignInConnectorTargets";

    private final StoredExperience stored;
    private final Connectors connectors;
    private final Registrations registrations;
    private final JsonInput input;
    private final Event<ExperienceChanged> changed;

    ExperienceAdministration(
            StoredExperience stored,
            Connectors connectors,
            Registrations registrations,
            JsonInput input,
            Event<ExperienceChanged> changed) {
        this.stored = stored;
        this.connectors = connectors;
        this.registrations = registrations;
        this.input = input;
        this.changed = changed;
    }

    @Transactional
    SignInExperience change(ObjectNode changes) {
        input.requireStorable(changes);
        SignInExperience wanted = laidOver(stored.readForChange(), changes);
        ExperienceRules.requireAcceptable(wanted, registrations.minPasswordLength());
        return save(wanted);
    }

    /// In the transaction that deletes the connector: both happen, or none. The row is locked before
    /// the connectors are looked at, so of two connectors that go at once the later sees both gone.
    void connectorRemoved(@Observes ConnectorRemoved removal) {
        SignInExperience current = stored.readForChange();
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        current.socialSignInConnectorTargets().forEach(changes.putArray(TARGETS)::add);
        save(laidOver(current, changes));
    }

    private SignInExperience laidOver(SignInExperience current, ObjectNode changes) {
        if (changes.get(TARGETS) instanceof ArrayNode targets) {
            changes.set(TARGETS, withConnector(targets));
        }
        return input.patch(current, changes, SignInExperience.class);
    }

    private SignInExperience save(SignInExperience wanted) {
        stored.write(wanted);
        changed.fire(new ExperienceChanged());
        return wanted;
    }

    /// The rest is dropped silently (reference section 5), and so is what comes twice.
    private ArrayNode withConnector(ArrayNode targets) {
        Set<String> unused = new HashSet<>(connectors.storedTargets());
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode target : targets) {
            if (!target.isTextual() || unused.remove(target.textValue())) {
                kept.add(target); // what is no text stays, to be refused with its place
            }
        }
        return kept;
    }
}
