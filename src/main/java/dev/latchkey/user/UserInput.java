package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What the management API accepts about a person (reference section 6); an empty text is the same
/// as none.
///
/// @param primaryEmailVerified whether it is known to be the person's own; absent keeps what is known of the
///     same address, and a new one is not verified
/// @param name counted in code points, as names from providers are
/// @param primaryPhone digits with the country code, without a plus sign
@RegisterForReflection
record UserInput(
        @Size(max = 128) @Pattern(regexp = "[A-Za-z_]\\w*") String username,

        @Size(max = 128) @Pattern(regexp = "[^\\s@]+@[^\\s@]+\\.[^\\s@]+")
        String primaryEmail,

        Boolean primaryEmailVerified,
        @Pattern(regexp = "[0-9]{4,20}") String primaryPhone,
        Boolean primaryPhoneVerified,

        @Pattern(regexp = "(?s).{0,128}", message = "size must be between 0 and 128")
        String name,

        @Size(max = 2048) @Pattern(regexp = "https?://\\S+") String avatar,
        @Valid UserProfile profile,
        ObjectNode customData) {
    UserInput {
        username = orNull(username);
        primaryEmail = orNull(primaryEmail);
        primaryPhone = orNull(primaryPhone);
        name = orNull(name);
        avatar = orNull(avatar);
        profile = profile == null ? UserProfile.EMPTY : profile;
        customData = customData == null ? JsonNodeFactory.instance.objectNode() : customData;
    }

    /// Of a person who gives but this.
    static UserInput about(String username, String primaryEmail, String primaryPhone, String name) {
        return new UserInput(username, primaryEmail, null, primaryPhone, null, name, null, null, null);
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
