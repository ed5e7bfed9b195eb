package dev.latchkey.connector.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.standard.Claims;
import dev.latchkey.connector.standard.OAuth2Config;
import dev.latchkey.connector.standard.OAuth2Connector;
import dev.latchkey.connector.standard.Standards;
import java.net.URI;
import java.util.Map;

/// The address in a GitHub profile is for show; the list of addresses tells which is the person's first and
/// whether it is verified.
final class GitHubConnector extends OAuth2Connector {
    static final Map<String, String> PATHS = Map.of(
            "id", "id", "name", "name", "avatar", "avatar_url", "email", "email", "emailVerified", "email_verified");

    private static final String EMAILS = "GitHub's list of e-mail addresses";

    private final OAuth2Config config;
    private final URI emails;
    private final Standards standards;

    GitHubConnector(OAuth2Config config, URI emails, Standards standards) {
        super(config, standards);
        this.config = config;
        this.emails = emails;
        this.standards = standards;
    }

    @Override
    protected ExternalIdentity identity(String accessToken) {
        ObjectNode person = object(config.userInfoEndpoint(), accessToken);
        person.remove("email");
        if (!person.path("name").isTextual()) {
            person.set("name", person.path("login"));
        }
        for (JsonNode email : emails(accessToken)) {
            if (email.path("primary").asBoolean() && email.path("verified").asBoolean()) {
                person.set("email", email.path("email"));
                person.put("email_verified", true);
            }
        }
        return new Claims(person, PATHS).identity();
    }

    /// Without the scope for it GitHub says no, and there is no address.
    private JsonNode emails(String accessToken) {
        try {
            return standards.calls().get(EMAILS, emails, accessToken);
        } catch (ConnectorException e) {
            boolean closed = e.error() == ConnectorError.MISCONFIGURED
                    || Integer.valueOf(404).equals(e.data().get("status"));
            if (closed) {
                return standards.json().createArrayNode();
            }
            throw e;
        }
    }
}
