package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.ProviderIdentity;
import dev.latchkey.user.SocialIdentity;
import dev.latchkey.user.User;
import dev.latchkey.user.UserIdentities;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /api/users/:id/identities`: links who a person turns out to be at a provider (reference
/// section 6). Here and not with the other identities, as the provider is asked.
@Path("/api/users/{id}")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class IdentityResource {
    private final Connectors connectors;
    private final Users users;
    private final UserIdentities identities;
    private final VisitSessions sessions;
    private final JsonInput input;
    private final AdministrationLog log;

    IdentityResource(
            Connectors connectors,
            Users users,
            UserIdentities identities,
            VisitSessions sessions,
            JsonInput input,
            AdministrationLog log) {
        this.sessions = sessions;
        this.connectors = connectors;
        this.users = users;
        this.identities = identities;
        this.input = input;
        this.log = log;
    }

    /// The provider is asked last, since it takes a code only once, and outside any transaction.
    @POST
    @Path("identities")
    public Map<String, SocialIdentity> link(
            RoutingContext context, String id, @RequestBodySchema(IdentityInput.class) ObjectNode body) {
        IdentityInput wanted = input.read(body, IdentityInput.class);
        require(id);
        ConfiguredConnector connector =
                connectors.find(wanted.connectorId()).orElseThrow(IdentityResource::unknownConnector);
        Arrival arrival = new Arrival(
                wanted.callback(),
                wanted.returnAddress(connectors.returnAddress(connector.id())),
                wanted.session(sessions));
        ExternalIdentity identity = connector.connector().identify(arrival);
        identities.link(id, connector.metadata().target(), toLink(identity));
        log.record(
                context,
                AuditEvent.success("Identity.Link")
                        .withUser(id)
                        .with("connectorId", connector.id())
                        .with("target", connector.metadata().target())
                        .with("method", "Administrator"));
        return require(id).identities();
    }

    private User require(String id) {
        return users.find(id).orElseThrow(() -> ApiException.notFound("user", id));
    }

    private static ProviderIdentity toLink(ExternalIdentity identity) {
        return new ProviderIdentity(
                identity.id(),
                identity.appId().orElse(null),
                identity.userId().orElse(null),
                identity.openId().orElse(null),
                identity.unionId().orElse(null),
                identity.details());
    }

    private static ApiException unknownConnector() {
        return new ApiException(422, "session.invalid_connector_id", "There is no connector with this id in use.");
    }
}
