package dev.latchkey.connector.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.standard.ClientAuthentication;
import dev.latchkey.connector.standard.Form;
import dev.latchkey.connector.standard.OidcConfig;
import dev.latchkey.connector.standard.OidcConnector;
import dev.latchkey.connector.standard.Standards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sign-in with a Google account.
@Singleton
class GoogleFactory implements ConnectorFactory {
    private static final String ISSUER = "https://accounts.google.com";
    private static final String SCOPE = "openid profile email";
    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "google-universal",
            "google",
            Platform.Universal,
            Map.of("en", "Google", "zh-CN", "Google"),
            Map.of("en", "Sign in with a Google account.", "zh-CN", "使用 Google 账号登录。"),
            "/assets/connectors/google.svg",
            null,
            Form.readme("google-universal"),
            List.of(Form.CLIENT_ID, Form.CLIENT_SECRET, Form.scope(SCOPE)));

    private final Standards standards;
    private final String issuer;

    @Inject
    GoogleFactory(Standards standards) {
        this(standards, ISSUER);
    }

    /// @param issuer another one for tests
    GoogleFactory(Standards standards, String issuer) {
        this.standards = standards;
        this.issuer = issuer;
    }

    @Override
    public ConnectorMetadata metadata() {
        return METADATA;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        String secret = fields.requiredWord("clientSecret");
        return new OidcConnector(
                new OidcConfig(
                        URI.create(issuer + OidcConfig.WELL_KNOWN),
                        issuer,
                        fields.requiredWord("clientId"),
                        () -> secret,
                        ClientAuthentication.CLIENT_SECRET_POST,
                        fields.openIdScope("scope", SCOPE),
                        Map.of()),
                standards);
    }
}
