package dev.latchkey.connector.apple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.standard.Claims;
import dev.latchkey.connector.standard.OidcConfig;
import dev.latchkey.connector.standard.OidcConnector;
import dev.latchkey.connector.standard.Standards;

/// Apple tells the name only at the very first sign-in, and by the browser: enough to greet a person by,
/// nothing to believe. All else comes from the ID token.
final class AppleConnector extends OidcConnector {
    private static final int MAX_USER = 2048;

    private final Standards standards;

    AppleConnector(OidcConfig config, Standards standards) {
        super(config, standards);
        this.standards = standards;
    }

    @Override
    protected ExternalIdentity identity(ObjectNode claims, Arrival arrival) {
        String name = name(arrival.callback().getOrDefault("user", ""));
        ObjectNode told = name.isEmpty() ? claims : claims.put("name", name);
        return new Claims(told, Claims.STANDARD).identity();
    }

    private String name(String user) {
        if (user.isEmpty() || user.length() > MAX_USER) {
            return "";
        }
        try {
            JsonNode name = standards.json().readTree(user).path("name");
            return (name.path("firstName").asText("") + " "
                            + name.path("lastName").asText(""))
                    .strip();
        } catch (JsonProcessingException _) {
            return ""; // a browser's nonsense costs the name, not the sign-in
        }
    }
}
