package dev.latchkey.connector.standard;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/// An OpenID provider, and our registration there.
///
/// @param issuer exactly as in its documents; Microsoft's has the hole `{tenantid}` for that of the person
/// @param secret made anew for each call where it is a JWT
/// @param parameters further ones for the authorization request
public record OidcConfig(
        URI discovery,
        String issuer,
        String clientId,
        Supplier<String> secret,
        ClientAuthentication authentication,
        String scope,
        Map<String, String> parameters) {
    static final String TENANT = "{tenantid}";

    public static final String WELL_KNOWN = "/.well-known/openid-configuration";

    public OidcConfig {
        parameters = Map.copyOf(parameters);
    }

    /// Whether people of many tenants come from it, each with an issuer of its own.
    boolean hasManyIssuers() {
        return issuer.contains(TENANT);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "OidcConfig[" + issuer + ", " + clientId + "]";
    }
}
