package dev.latchkey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where an application may be returned to and reached; URIs as they were registered.
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record OidcClientMetadata(
        List<@NotNull String> redirectUris,
        List<@NotNull String> postLogoutRedirectUris,
        String backchannelLogoutUri,
        Boolean backchannelLogoutSessionRequired,
        String logoUri) {
    public OidcClientMetadata {
        redirectUris = unchangeable(redirectUris);
        postLogoutRedirectUris = unchangeable(postLogoutRedirectUris);
    }

    /// A null among them stays, for validation to name its place.
    private static List<String> unchangeable(List<String> uris) {
        return uris == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(uris));
    }
}
