package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// `/api/applications/:id/secrets` (reference section 3).
@Path("/api/applications/{id}/secrets")
@Tag(name = "Applications")
@ManagementApi
@RunOnVirtualThread
class SecretResource {
    private final ApplicationSecrets secrets;
    private final JsonInput input;

    SecretResource(ApplicationSecrets secrets, JsonInput input) {
        this.secrets = secrets;
        this.input = input;
    }

    @GET
    public List<SecretView> list(String id) {
        return secrets.of(id);
    }

    @POST
    @ResponseStatus(201)
    public SecretView create(String id, @RequestBodySchema(SecretInput.class) ObjectNode body) {
        return secrets.create(id, input.read(body, SecretInput.class));
    }

    @PATCH
    @Path("{name}")
    public SecretView rename(String id, String name, @RequestBodySchema(SecretInput.class) ObjectNode body) {
        return secrets.rename(id, name, input.read(body, SecretInput.class).name());
    }

    @DELETE
    @Path("{name}")
    public void delete(String id, String name) {
        secrets.remove(id, name);
    }
}
