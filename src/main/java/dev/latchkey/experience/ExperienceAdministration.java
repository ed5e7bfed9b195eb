package dev.latchkey.experience;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorDeleted;
import dev.latchkey.connector.Connectors;
import dev.latchkey.platform.JsonInput;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;

/// What administrators do with the sign-in experience: one transaction each.
@ApplicationScoped
class ExperienceAdministration implements PanacheRepositoryBase<ExperienceEntity, String> {
    private static final String TARGETS = "socialSignInConnectorTargets";

    private final Connectors connectors;
    private final JsonInput input;
    private final ObjectMapper json;
    private final Clock clock;
    private final Event<ExperienceChanged> changes;

    ExperienceAdministration(
            Connectors connectors, JsonInput input, ObjectMapper json, Clock clock, Event<ExperienceChanged> changes) {
        this.connectors = connectors;
        this.input = input;
        this.json = json;
        this.clock = clock;
        this.changes = changes;
    }

    /// Replaces the fields of `body` as a whole. Targets without a connector are dropped silently.
    @Transactional
    void change(ObjectNode body) {
        input.requireStorable(body);
        ExperienceDocument.requireOffered(body);
        ExperienceEntity entity = requireForChange();
        ObjectNode settings = JsonInput.merge(entity.settings, body);
        ObjectNode document = ExperienceDocument.complete(json, settings);
        ExperienceRules.require(input.read(document, SignInExperience.class));
        save(entity, settings);
    }

    /// A button without a connector behind it leads nowhere.
    @Transactional
    void dropTargets(@Observes ConnectorDeleted deletion) {
        ExperienceEntity entity = requireForChange();
        save(entity, entity.settings.deepCopy());
    }

    private void save(ExperienceEntity entity, ObjectNode settings) {
        if (settings.get(TARGETS) instanceof ArrayNode targets) {
            settings.set(TARGETS, withConnector(targets));
        }
        entity.settings = settings;
        entity.updatedAt = clock.instant();
        changes.fire(new ExperienceChanged());
    }

    private ArrayNode withConnector(ArrayNode targets) {
        Set<String> known = connectors.storedTargets();
        ArrayNode kept = json.createArrayNode();
        targets.valueStream()
                .map(target -> target.asText())
                .distinct()
                .filter(known::contains)
                .forEach(kept::add);
        return kept;
    }

    private ExperienceEntity requireForChange() {
        return findById(ExperienceEntity.ID, LockModeType.PESSIMISTIC_WRITE);
    }
}
