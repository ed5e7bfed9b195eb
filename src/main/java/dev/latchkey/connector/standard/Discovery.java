package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.net.URI;
import java.util.Optional;

/// What a provider says about itself (OIDC Discovery §3), as far as a sign-in needs it.
///
/// @param tellsIssuer whether its authorization responses name it (RFC 9207 §3)
record Discovery(
        URI authorizationEndpoint, URI tokenEndpoint, URI jwks, Optional<URI> userInfoEndpoint, boolean tellsIssuer) {
    private static final String WHAT = "the discovery document";

    /// @throws ConnectorException when it is the document of somebody else (OIDC Discovery §4.3)
    static Discovery of(OidcConfig config, ProviderDocuments documents) {
        JsonNode document = documents.find(WHAT, config.discovery());
        if (!document.path("issuer").asText().equals(config.issuer())) {
            throw unusable("names another issuer than the configured one");
        }
        return new Discovery(
                required(document, "authorization_endpoint"),
                required(document, "token_endpoint"),
                required(document, "jwks_uri"),
                address(document, "userinfo_endpoint"),
                document.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    private static URI required(JsonNode document, String field) {
        return address(document, field).orElseThrow(() -> unusable("has no " + field));
    }

    private static Optional<URI> address(JsonNode document, String field) {
        if (!document.hasNonNull(field)) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(document.path(field).asText());
            if (ConfigFields.isCallable(uri)) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException _) {
            // refused below, like one that is not secure
        }
        throw unusable("has an address that cannot be used as " + field);
    }

    private static ConnectorException unusable(String what) {
        return new ConnectorException(ConnectorError.INVALID_RESPONSE, "The discovery document " + what + ".");
    }
}
