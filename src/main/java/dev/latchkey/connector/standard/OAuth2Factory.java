package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Any provider that speaks OAuth 2.0: its endpoints, and where its answer has what.
@Singleton
class OAuth2Factory implements ConnectorFactory {
    private static final String SECRET = "clientSecret";
    private static final String PROFILE = "profileMap";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_:@/-]+(\\.[A-Za-z0-9_:@/-]+){0,7}");
    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "oauth2",
            "oauth2",
            Platform.Universal,
            Map.of("en", "OAuth 2.0", "zh-CN", "OAuth 2.0"),
            Map.of(
                    "en", "Any provider that speaks OAuth 2.0 and tells who the person is.",
                    "zh-CN", "任何支持 OAuth 2.0 并提供用户信息的身份提供方。"),
            "/assets/connectors/oauth2.svg",
            null,
            Form.readme("oauth2"),
            List.of(
                    Form.text("authorizationEndpoint", "Authorization endpoint", true, "https://example.com/authorize"),
                    Form.text("tokenEndpoint", "Token endpoint", true, "https://example.com/token"),
                    Form.text("userInfoEndpoint", "User-info endpoint", true, "https://example.com/me"),
                    Form.CLIENT_ID,
                    Form.secret(SECRET, "Client secret", "Text", false),
                    Form.scope(null),
                    Form.authentication(),
                    Form.flag("pkce", "PKCE", true),
                    Form.json(
                            PROFILE, "Where the answer has what", "Paths for id, name, avatar, email, emailVerified."),
                    Form.json("authorizationParameters", "Further parameters of the authorization request", null)));

    private final Standards standards;

    OAuth2Factory(Standards standards) {
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
        ClientRegistration registration = ClientRegistration.read(fields);
        boolean pkce = fields.flag("pkce", true);
        if (!pkce && registration.authentication() == ClientAuthentication.NONE) {
            throw ConfigFields.refused(
                    "pkce", "pkce must be on without a client secret: nothing else protects the code.");
        }
        return new OAuth2Connector(
                new OAuth2Config(
                        fields.requiredAddress("authorizationEndpoint"),
                        new TokenEndpoint(
                                fields.requiredAddress("tokenEndpoint"),
                                registration.clientId(),
                                registration::secret,
                                registration.authentication()),
                        fields.requiredAddress("userInfoEndpoint"),
                        fields.text("scope").isEmpty() ? "" : fields.scope("scope", ""),
                        pkce,
                        paths(fields),
                        AuthorizationParameters.read(fields)),
                standards);
    }

    private static Map<String, String> paths(ConfigFields fields) {
        Map<String, String> paths = new HashMap<>(Claims.STANDARD);
        fields.texts(PROFILE).forEach((name, path) -> {
            if (!Claims.STANDARD.containsKey(name) || !PATH.matcher(path).matches()) {
                throw ConfigFields.refused(
                        PROFILE, PROFILE + "." + name + " is no path like data.user.id, or unknown.");
            }
            paths.put(name, path);
        });
        return paths;
    }
}
