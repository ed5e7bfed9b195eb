package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.ProviderIdentity;
import dev.latchkey.user.SocialIdentity;
import dev.latchkey.user.User;
import dev.latchkey.user.UserIdentities;
import dev.latchkey.user.Users;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /api/users/:id/identities`: links whom a provider names for what it sent to the return
/// address (reference section 6). The identity comes from the provider, not from the caller.
@Path("/api/users/{id}/identities")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class SocialLinkResource {
    private final Connectors connectors;
    private final Users users;
    private final UserIdentities identities;
    private final JsonInput input;

    SocialLinkResource(Connectors connectors, Users users, UserIdentities identities, JsonInput input) {
        this.connectors = connectors;
        this.users = users;
        this.identities = identities;
        this.input = input;
    }

    /// @param connectorData what the provider sent along, for Alipay `auth_code`
    @RegisterForReflection
    record LinkInput(@NotBlank String connectorId, @NotEmpty Map<String, @NotNull String> connectorData) {}

    @POST
    public Map<String, SocialIdentity> link(String id, @RequestBodySchema(LinkInput.class) ObjectNode body) {
        LinkInput wanted = input.read(body, LinkInput.class);
        requireUser(id); // before the code is spent
        ConfiguredConnector connector = connectors
                .find(wanted.connectorId())
                .orElseThrow(() -> new ApiException(
                        422, "session.invalid_connector_id", "There is no such connector that can be used."));
        ExternalIdentity identity = identify(connector, wanted);
        identities.link(id, connector.metadata().target(), providerIdentity(identity));
        return requireUser(id).identities();
    }

    private ExternalIdentity identify(ConfiguredConnector connector, LinkInput wanted) {
        Map<String, String> callback = new HashMap<>(wanted.connectorData());
        callback.remove("state");
        return connector.connector().identify(callback, connectors.returnAddress(connector.id()));
    }

    private User requireUser(String id) {
        return users.find(id).orElseThrow(() -> ApiException.notFound("user", id));
    }

    private static ProviderIdentity providerIdentity(ExternalIdentity identity) {
        return new ProviderIdentity(
                identity.id(),
                identity.appId().orElse(null),
                identity.userId().orElse(null),
                identity.openId().orElse(null),
                identity.unionId().orElse(null),
                identity.details());
    }
}
