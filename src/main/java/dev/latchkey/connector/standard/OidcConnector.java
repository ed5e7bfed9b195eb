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

/// Sign-in by an OpenID provider (OIDC Core §3.1): authorization code, PKCE and nonce, always.
public class OidcConnector implements SocialConnector {
    private static final String NONCE = "nonce";
    private static final String USER_INFO = "the userinfo endpoint";

    private final OidcConfig config;
    private final Standards standards;

    public OidcConnector(OidcConfig config, Standards standards) {
        this.config = config;
        this.standards = standards;
    }

    @Override
    public Departure authorizationUri(Visitor visitor) {
        Discovery discovery = Discovery.of(config, standards.documents());
        String nonce = standards.random().token();
        String verifier = standards.random().token();
        Query query = new Query()
                .with("response_type", "code")
                .with("client_id", config.clientId())
                .with("redirect_uri", visitor.returnAddress().toString())
                .with("scope", config.scope())
                .with("state", visitor.state())
                .with("nonce", nonce)
                .with("code_challenge", CodeChallenge.of(verifier).value())
                .with("code_challenge_method", "S256")
                .with(config.parameters());
        return new Departure(
                query.on(discovery.authorizationEndpoint()), Map.of(NONCE, nonce, TokenEndpoint.VERIFIER, verifier));
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        Discovery discovery = Discovery.of(config, standards.documents());
        requireOwnIssuer(arrival, discovery);
        JsonNode tokens = new TokenEndpoint(
                        discovery.tokenEndpoint(), config.clientId(), config.secret(), config.authentication())
                .redeem(arrival, standards.calls());
        String accessToken = tokens.path("access_token").asText();
        ObjectNode claims = idToken(tokens, discovery)
                .check(
                        config,
                        arrival.session().get(NONCE),
                        accessToken,
                        standards.clock().instant());
        return identity(withUserInfo(claims, discovery, accessToken), arrival);
    }

    @Override
    public Optional<URI> destination() {
        return Optional.of(config.discovery()); // of the same origin, as nobody serves http but a simulator
    }

    /// Where a provider with own ideas about claims has its say.
    protected ExternalIdentity identity(ObjectNode claims, Arrival arrival) {
        return new Claims(claims, Claims.STANDARD).identity();
    }

    /// The address alone does not tell which provider answered (RFC 9207 §2.4).
    private void requireOwnIssuer(Arrival arrival, Discovery discovery) {
        Optional<String> issuer = Optional.ofNullable(arrival.callback().get("iss"));
        boolean missing = issuer.isEmpty() && discovery.tellsIssuer();
        boolean other =
                issuer.isPresent() && !config.hasManyIssuers() && !issuer.get().equals(config.issuer());
        if (missing || other) {
            throw new ConnectorException(
                    ConnectorError.INVALID_RESPONSE,
                    "The callback comes from another provider than the configured one.");
        }
    }

    private IdToken idToken(JsonNode tokens, Discovery discovery) {
        String what = "the key set";
        return IdToken.verify(
                tokens.path("id_token").asText(""),
                () -> standards.documents().find(what, discovery.jwks()),
                () -> standards.documents().findAnew(what, discovery.jwks()),
                standards.json());
    }

    /// About the person of the ID token and nobody else (OIDC Core §5.3.2). What the ID token says stands.
    private ObjectNode withUserInfo(ObjectNode claims, Discovery discovery, String accessToken) {
        Optional<URI> endpoint = discovery.userInfoEndpoint();
        if (endpoint.isEmpty()) {
            return claims;
        }
        JsonNode info = standards.calls().get(USER_INFO, endpoint.get(), accessToken);
        if (!info.path("sub").equals(claims.path("sub"))) {
            throw new ConnectorException(
                    ConnectorError.INVALID_RESPONSE,
                    "The userinfo endpoint tells of another person than the ID token.");
        }
        ObjectNode all = ((ObjectNode) info).deepCopy();
        return all.setAll(claims);
    }
}
