package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.oauth.CodeChallenge;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Sign-in by a provider that speaks OAuth 2.0 (RFC 6749 §4.1): the person is whom the access token
/// belongs to, as the provider tells the server that got it.
public class OAuth2Connector implements SocialConnector {
    private static final String USER_INFO = "the user-info endpoint";

    private final OAuth2Config config;
    private final Standards standards;

    public OAuth2Connector(OAuth2Config config, Standards standards) {
        this.config = config;
        this.standards = standards;
    }

    @Override
    public Departure authorizationUri(Visitor visitor) {
        Query query = new Query()
                .with("response_type", "code")
                .with("client_id", config.tokenEndpoint().clientId())
                .with("redirect_uri", visitor.returnAddress().toString());
        if (!config.scope().isEmpty()) {
            query.with("scope", config.scope());
        }
        query.with("state", visitor.state()).with(config.parameters());
        if (!config.pkce()) {
            return Departure.to(query.on(config.authorizationEndpoint()));
        }
        String verifier = standards.random().token();
        query.with("code_challenge", CodeChallenge.of(verifier).value()).with("code_challenge_method", "S256");
        return new Departure(query.on(config.authorizationEndpoint()), Map.of(TokenEndpoint.VERIFIER, verifier));
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        JsonNode tokens = config.tokenEndpoint().redeem(arrival, standards.calls());
        return identity(tokens.path("access_token").asText());
    }

    @Override
    public Optional<URI> destination() {
        return Optional.of(config.authorizationEndpoint());
    }

    /// Where a provider with more than one endpoint has its say.
    protected ExternalIdentity identity(String accessToken) {
        return new Claims(object(config.userInfoEndpoint(), accessToken), config.paths()).identity();
    }

    protected final ObjectNode object(URI address, String accessToken) {
        if (standards.calls().get(USER_INFO, address, accessToken) instanceof ObjectNode object) {
            return object;
        }
        throw new ConnectorException(ConnectorError.INVALID_RESPONSE, "The user-info endpoint answered no object.");
    }
}
