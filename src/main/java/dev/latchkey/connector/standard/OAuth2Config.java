package dev.latchkey.connector.standard;

import java.net.URI;
import java.util.Map;

/// A provider that speaks OAuth 2.0 and has some endpoint that tells who the person is.
///
/// @param paths where that endpoint's answer has what, see [Claims]
/// @param parameters further ones for the authorization request
public record OAuth2Config(
        URI authorizationEndpoint,
        TokenEndpoint tokenEndpoint,
        URI userInfoEndpoint,
        String scope,
        boolean pkce,
        Map<String, String> paths,
        Map<String, String> parameters) {
    public OAuth2Config {
        paths = Map.copyOf(paths);
        parameters = Map.copyOf(parameters);
    }
}
