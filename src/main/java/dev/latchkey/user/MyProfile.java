package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/// What people change of their own account; nothing else of a body has an effect.
@Singleton
public class MyProfile {
    private final UserAdministration users;
    private final UserPasswords passwords;
    private final JsonInput input;

    MyProfile(UserAdministration users, UserPasswords passwords, JsonInput input) {
        this.users = users;
        this.passwords = passwords;
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

    /// The further claims: fields of the body replace those that are there, null clears one.
    public UserProfile changeProfile(String id, ObjectNode body) {
        return users.mergeProfile(id, body).profile();
    }

    /// Whoever else is signed in with the old one is signed out.
    ///
    /// @param by the authorization by which it happens, which goes on
    public void changePassword(String id, String password, String by) {
        passwords.change(id, password, Optional.of(by));
    }

    /// The e-mail address or the phone number, `primaryEmail` or `primaryPhone`: nobody can verify another one here,
    /// but the person need not have one.
    public void removeAddress(String id, Address address) {
        users.change(id, JsonNodeFactory.instance.objectNode().putNull(address.field));
    }

    public enum Address {
        EMAIL("primaryEmail"),
        PHONE("primaryPhone");

        private final String field;

        Address(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }
    }
}
