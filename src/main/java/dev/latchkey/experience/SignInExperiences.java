package dev.latchkey.experience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Remembered;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.Set;

/// The sign-in experience, served from memory.
@Singleton
public class SignInExperiences {
    private final Database database;
    private final ObjectMapper json;
    private final Remembered<Known> remembered;

    SignInExperiences(Database database, ObjectMapper json, ChangeFeed feed) {
        this.database = database;
        this.json = json;
        this.remembered = new Remembered<>(feed, Set.of("sign_in_experiences"), this::load);
    }

    /// The experience, and all of its fields as JSON.
    private record Known(SignInExperience experience, ObjectNode document) {}

    public SignInExperience current() {
        return remembered.get().experience();
    }

    /// Every field, those too that the service only keeps.
    ObjectNode document() {
        return remembered.get().document().deepCopy();
    }

    /// The row is there from the first start on, so that a change only ever has to lock it.
    void seed(@Observes @Priority(10) StartupEvent event) {
        database.update(
                "insert into sign_in_experiences (id, settings) values (?, '{}') on conflict do nothing",
                ExperienceEntity.ID);
    }

    void forgetChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ExperienceChanged change) {
        remembered.forget();
    }

    private Known load() {
        String settings = database.find(
                        "select settings from sign_in_experiences where id = ?",
                        row -> row.text("settings"),
                        ExperienceEntity.ID)
                .orElse("{}");
        try {
            ObjectNode document = ExperienceDocument.complete(json, json.readValue(settings, ObjectNode.class));
            return new Known(json.treeToValue(document, SignInExperience.class), document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored sign-in experience is not readable", e);
        }
    }
}
