package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// `/api/connectors` (reference section 4).
@Path("/api/connectors")
@Tag(name = "Connectors")
@ManagementApi
@RunOnVirtualThread
class ConnectorResource {
    private static final Set<String> CHANGEABLE = Set.of("config", "metadata", "syncProfile", "enableTokenStorage");

    private final ConnectorAdministration administration;
    private final Connectors connectors;
    private final JsonInput input;

    ConnectorResource(ConnectorAdministration administration, Connectors connectors, JsonInput input) {
        this.administration = administration;
        this.connectors = connectors;
        this.input = input;
    }

    @RegisterForReflection
    record AuthorizationInput(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,100}")
            String state,

            @NotNull @Size(max = 2048) @Pattern(regexp = "https?://[!-~]+")
            String redirectUri) {}

    record Authorization(String redirectTo) {}

    @GET
    public List<ConnectorView> list(@RestQuery Optional<String> target) {
        return administration.views(target);
    }

    @POST
    public ConnectorView create(@RequestBodySchema(ConnectorInput.class) ObjectNode body) {
        return administration.create(input.read(body, ConnectorInput.class));
    }

    @GET
    @Path("{id}")
    public ConnectorView find(String id) {
        return administration.view(id);
    }

    @PATCH
    @Path("{id}")
    public ConnectorView change(String id, @RequestBodySchema(ConnectorInput.class) ObjectNode body) {
        input.requireStorable(body);
        body.retain(CHANGEABLE);
        return administration.change(id, current -> input.patch(current, body, ConnectorInput.class));
    }

    @DELETE
    @Path("{id}")
    public void delete(String id) {
        administration.remove(id);
    }

    @POST
    @Path("{id}/authorization-uri")
    public Authorization authorizationUri(String id, @RequestBodySchema(AuthorizationInput.class) ObjectNode body) {
        AuthorizationInput wanted = input.read(body, AuthorizationInput.class);
        ConfiguredConnector found = connectors.find(id).orElseThrow(() -> ApiException.notFound("connector", id));
        return new Authorization(found.connector()
                .authorizationUri(wanted.state(), address(wanted.redirectUri()))
                .toString());
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw ApiException.invalidInput("redirectUri: must be an absolute URI");
        }
    }
}
