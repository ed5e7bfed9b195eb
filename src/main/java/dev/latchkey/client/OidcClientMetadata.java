package dev.latchkey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Where an application may be returned to and reached; URIs as they were registered.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OidcClientMetadata(
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        String backchannelLogoutUri,
        Boolean backchannelLogoutSessionRequired,
        String logoUri) {
    public OidcClientMetadata {
        redirectUris = redirectUris == null ? List.of() : List.copyOf(redirectUris);
        postLogoutRedirectUris = postLogoutRedirectUris == null ? List.of() : List.copyOf(postLogoutRedirectUris);
    }
}
