package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What people change of their own account; nothing else of a body has an effect.
@Singleton
public class MyProfile {
    private final UserAdministration users;
    private final JsonInput input;

    MyProfile(UserAdministration users, JsonInput input) {
        this.users = users;
        this.input = input;
    }

    /// Addresses are missing on purpose: nobody can verify one here.
    @RegisterForReflection
    public record Input(
            @Size(max = 128) @Pattern(regexp = "[A-Za-z_]\\w*")
            String username,

            @Size(max = 128) String name,

            @Size(max = 2048) @Pattern(regexp = "https?://\\S+")
            String avatar) {}

    public User change(String id, ObjectNode body) {
        input.read(body, Input.class);
        if (body.has("username") && body.path("username").asText("").isEmpty()) {
            throw ApiException.invalidInput("username: must not be taken away, as people sign in with it");
        }
        return users.change(id, body.deepCopy().retain("username", "name", "avatar"));
    }
}
