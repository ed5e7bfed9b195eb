package dev.latchkey.connector;

import dev.latchkey.platform.ApiException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;

/// For whoever leads a person to the provider by own means.
///
/// @param state what the provider brings back; no provider takes less than this
@RegisterForReflection
record AuthorizationInput(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,100}", message = "must be 1 to 100 base64url characters")
        String state,

        @NotNull @Size(max = 2048) String redirectUri) {
    Visitor visitor() {
        return new Visitor(state, absolute("redirectUri", redirectUri), "");
    }

    static URI absolute(String field, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // refused below, like one that is relative
        }
        throw ApiException.invalidInput(field + ": must be an absolute URI");
    }
}
