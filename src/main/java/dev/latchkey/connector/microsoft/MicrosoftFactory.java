package dev.latchkey.connector.microsoft;

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
import java.util.regex.Pattern;

/// Sign-in with a Microsoft account, of one organization or of any.
@Singleton
class MicrosoftFactory implements ConnectorFactory {
    private static final String SERVER = "https://login.microsoftonline.com";
    private static final String SCOPE = "openid profile email";
    private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /// The tenant of all personal accounts.
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static final ConnectorMetadata METADATA = new ConnectorMetadata(
            "azuread-universal",
            "azuread",
            Platform.Universal,
            Map.of("en", "Microsoft", "zh-CN", "Microsoft"),
            Map.of(
                    "en", "Sign in with a Microsoft account, personal or of an organization.",
                    "zh-CN", "使用个人或组织的 Microsoft 账号登录。"),
            "/assets/connectors/microsoft.svg",
            null,
            Form.readme("azuread-universal"),
            List.of(
                    Form.CLIENT_ID,
                    Form.CLIENT_SECRET,
                    Form.text("tenantId", "Tenant ID", false, "common"),
                    Form.scope(SCOPE)));

    private final Standards standards;
    private final String server;

    @Inject
    MicrosoftFactory(Standards standards) {
        this(standards, SERVER);
    }

    /// @param server another one for tests
    MicrosoftFactory(Standards standards, String server) {
        this.standards = standards;
        this.server = server;
    }

    @Override
    public ConnectorMetadata metadata() {
        return METADATA;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        String secret = fields.requiredWord("clientSecret");
        String tenant = fields.text("tenantId").orElse("common");
        return new MicrosoftConnector(
                new OidcConfig(
                        URI.create(server + "/" + tenant + "/v2.0" + OidcConfig.WELL_KNOWN),
                        server + "/" + issuerTenant(tenant) + "/v2.0",
                        fields.requiredWord("clientId"),
                        () -> secret,
                        ClientAuthentication.CLIENT_SECRET_POST,
                        fields.openIdScope("scope", SCOPE),
                        Map.of()),
                standards);
    }

    /// Tokens of many tenants name each its own: the one in the token is filled into the hole.
    private static String issuerTenant(String tenant) {
        return switch (tenant) {
            case "common", "organizations" -> "{tenantid}";
            case "consumers" -> PERSONAL;
            default -> {
                if (!TENANT.matcher(tenant).matches()) {
                    throw ConfigFields.refused(
                            "tenantId",
                            "tenantId must be common, organizations, consumers, or the id of a tenant, which looks like "
                                    + PERSONAL + ".");
                }
                yield tenant;
            }
        };
    }
}
