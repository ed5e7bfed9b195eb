package dev.latchkey.connector.apple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.standard.ClientAuthentication;
import dev.latchkey.connector.standard.Form;
import dev.latchkey.connector.standard.OidcConfig;
import dev.latchkey.connector.standard.Standards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sign in with Apple.
@Singleton
class AppleFactory implements ConnectorFactory {
    private static final String ISSUER = "https://appleid.apple.com";
    private static final String SCOPE = "openid name email";
    private static final String KEY = "privateKey";
    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "apple-universal",
            "apple",
            Platform.Universal,
            Map.of("en", "Apple", "zh-CN", "Apple"),
            Map.of("en", "Sign in with Apple.", "zh-CN", "通过 Apple 登录。"),
            "/assets/connectors/apple.svg",
            "/assets/connectors/apple-dark.svg",
            Form.readme("apple-universal"),
            List.of(
                    Form.text("clientId", "Services ID", true, "com.example.signin"),
                    Form.text("teamId", "Team ID", true, "A1B2C3D4E5"),
                    Form.text("keyId", "Key ID", true, "F6G7H8I9J0"),
                    Form.secret(KEY, "Private key (.p8)", "MultilineText", true),
                    Form.scope(SCOPE)));

    private final Standards standards;
    private final String issuer;

    @Inject
    AppleFactory(Standards standards) {
        this(standards, ISSUER);
    }

    /// @param issuer another one for tests
    AppleFactory(Standards standards, String issuer) {
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
        String clientId = fields.requiredWord("clientId");
        ClientSecret secret = new ClientSecret(
                fields.requiredWord("teamId"),
                fields.requiredWord("keyId"),
                clientId,
                issuer,
                SigningKey.parse(fields.text(KEY).orElseThrow(() -> ConfigFields.refused(KEY, KEY + " is missing."))),
                standards);
        return new AppleConnector(
                new OidcConfig(
                        URI.create(issuer + OidcConfig.WELL_KNOWN),
                        issuer,
                        clientId,
                        secret::jwt,
                        ClientAuthentication.CLIENT_SECRET_POST,
                        fields.openIdScope("scope", SCOPE),
                        Map.of("response_mode", "form_post")), // name and address come no other way
                standards);
    }
}
