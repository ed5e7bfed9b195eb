package dev.latchkey.connector.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.standard.ClientAuthentication;
import dev.latchkey.connector.standard.Form;
import dev.latchkey.connector.standard.OAuth2Config;
import dev.latchkey.connector.standard.Standards;
import dev.latchkey.connector.standard.TokenEndpoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sign-in with a GitHub account.
@Singleton
class GitHubFactory implements ConnectorFactory {
    private static final String SITE = "https://github.com";
    private static final String API = "https://api.github.com";
    private static final String SCOPE = "read:user user:email";
    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "github-universal",
            "github",
            Platform.Universal,
            Map.of("en", "GitHub", "zh-CN", "GitHub"),
            Map.of("en", "Sign in with a GitHub account.", "zh-CN", "使用 GitHub 账号登录。"),
            "/assets/connectors/github.svg",
            "/assets/connectors/github-dark.svg",
            Form.readme("github-universal"),
            List.of(Form.CLIENT_ID, Form.CLIENT_SECRET, Form.scope(SCOPE)));

    private final Standards standards;
    private final String site;
    private final String api;

    @Inject
    GitHubFactory(Standards standards) {
        this(standards, SITE, API);
    }

    /// @param site and @param api others for tests
    GitHubFactory(Standards standards, String site, String api) {
        this.standards = standards;
        this.site = site;
        this.api = api;
    }

    @Override
    public ConnectorMetadata metadata() {
        return METADATA;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        String secret = fields.requiredWord("clientSecret");
        TokenEndpoint tokens = new TokenEndpoint(
                URI.create(site + "/login/oauth/access_token"),
                fields.requiredWord("clientId"),
                () -> secret,
                ClientAuthentication.CLIENT_SECRET_POST);
        return new GitHubConnector(
                new OAuth2Config(
                        URI.create(site + "/login/oauth/authorize"),
                        tokens,
                        URI.create(api + "/user"),
                        fields.scope("scope", SCOPE),
                        true,
                        GitHubConnector.PATHS,
                        Map.of()),
                URI.create(api + "/user/emails"),
                standards);
    }
}
