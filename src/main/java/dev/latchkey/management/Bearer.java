package dev.latchkey.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.resource.Resource;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Whoever calls with a token made for the management API, and what the token lets them do.
///
/// @param key what the token is bound to, if it is no token for its mere bearer (RFC 9449 §6)
record Bearer(String clientId, boolean mayManage, Optional<KeyThumbprint> key, Instant until) {
    /// From the claims of a verified token; empty when it was made for another audience.
    static Optional<Bearer> of(ObjectNode claims) {
        return isForManagement(claims.path("aud")) ? Optional.of(from(claims)) : Optional.empty();
    }

    private static Bearer from(ObjectNode claims) {
        boolean mayManage = Scopes.parse(claims.path("scope").asText()).has(Resource.MANAGEMENT_SCOPE);
        return new Bearer(
                claims.path("client_id").asText(),
                mayManage,
                KeyThumbprint.ofColumn(claims.path("cnf").path("jkt").textValue()),
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    /// RFC 7519 §4.1.3: one audience as text, or several in an array.
    private static boolean isForManagement(JsonNode audience) {
        return audience.isArray()
                ? StreamSupport.stream(audience.spliterator(), false).anyMatch(Bearer::isManagement)
                : isManagement(audience);
    }

    private static boolean isManagement(JsonNode audience) {
        return Resource.MANAGEMENT_INDICATORS.contains(audience.asText());
    }
}
