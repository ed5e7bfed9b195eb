package dev.latchkey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.ClientAuthMethod;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What an application registers about itself, under the names of RFC 7591 §2 and its companions in
/// camel case; URIs as they were registered, absent values are null.
///
/// @param tokenEndpointAuthMethod the one way to authenticate; by default a secret in either way, or none for
///     public applications
/// @param tokenEndpointAuthSigningAlg what it signs its assertions with; by default any of ours
/// @param jwks the application's public keys by value (RFC 7517 §5); never together with `jwksUri`
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record OidcClientMetadata(
        List<@NotNull String> redirectUris,
        List<@NotNull String> postLogoutRedirectUris,
        String backchannelLogoutUri,
        Boolean backchannelLogoutSessionRequired,
        String frontchannelLogoutUri,
        Boolean frontchannelLogoutSessionRequired,
        String initiateLoginUri,
        String logoUri,
        String clientUri,
        String policyUri,
        String tosUri,
        String tokenEndpointAuthMethod,
        String tokenEndpointAuthSigningAlg,
        ObjectNode jwks,
        String jwksUri) {
    /// Nothing registered.
    public static final OidcClientMetadata NONE = ofUris(List.of(), List.of());

    public OidcClientMetadata {
        redirectUris = unchangeable(redirectUris);
        postLogoutRedirectUris = unchangeable(postLogoutRedirectUris);
    }

    /// Nothing but addresses to return to.
    public static OidcClientMetadata ofUris(List<String> redirectUris, List<String> postLogoutRedirectUris) {
        return new OidcClientMetadata(
                redirectUris,
                postLogoutRedirectUris,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The one way to authenticate, if it is settled.
    Optional<ClientAuthMethod> authMethod() {
        return Optional.ofNullable(tokenEndpointAuthMethod).flatMap(ClientAuthMethod::of);
    }

    /// A null among them stays, for validation to name its place.
    private static List<String> unchangeable(List<String> uris) {
        return uris == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(uris));
    }
}
