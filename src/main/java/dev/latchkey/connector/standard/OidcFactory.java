package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Any OpenID provider that has a discovery document.
@Singleton
class OidcFactory implements ConnectorFactory {
    private static final String SECRET = "clientSecret";
    private static final String SCOPE = "openid profile email";
    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "oidc",
            "oidc",
            Platform.Universal,
            Map.of("en", "OpenID Connect", "zh-CN", "OpenID Connect"),
            Map.of(
                    "en", "Any provider that speaks OpenID Connect and publishes a discovery document.",
                    "zh-CN", "任何支持 OpenID Connect 并发布发现文档的身份提供方。"),
            "/assets/connectors/oidc.svg",
            null,
            Form.readme("oidc"),
            List.of(
                    Form.text("issuer", "Issuer", true, "https://login.example.com"),
                    Form.CLIENT_ID,
                    Form.secret(SECRET, "Client secret", "Text", false),
                    Form.scope(SCOPE),
                    Form.authentication(),
                    Form.json("authorizationParameters", "Further parameters of the authorization request", null)));

    private final Standards standards;

    OidcFactory(Standards standards) {
        this.standards = standards;
    }

    @Override
    public ConnectorMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isStandard() {
        return true;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        URI issuer = fields.requiredAddress("issuer");
        if (issuer.getRawQuery() != null) {
            throw ConfigFields.refused("issuer", "issuer must have no query.");
        }
        String scope = fields.openIdScope("scope", SCOPE);
        ClientRegistration registration = ClientRegistration.read(fields);
        String text = issuer.toString();
        return new OidcConnector(
                new OidcConfig(
                        URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                                + OidcConfig.WELL_KNOWN),
                        text,
                        registration.clientId(),
                        registration::secret,
                        registration.authentication(),
                        scope,
                        AuthorizationParameters.read(fields)),
                standards);
    }
}
