package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
    private final AdministrationLog log;

    SecretResource(ApplicationSecrets secrets, JsonInput input, AdministrationLog log) {
        this.secrets = secrets;
        this.input = input;
        this.log = log;
    }

    @GET
    public List<SecretView> list(String id) {
        return secrets.of(id);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = SecretView.class, responseCode = "201")
    public SecretView create(RoutingContext context, String id, @RequestBodySchema(SecretInput.class) ObjectNode body) {
        SecretView created = secrets.create(id, input.read(body, SecretInput.class));
        record(context, "Application.SecretCreate", id, created.name());
        return created;
    }

    @PATCH
    @Path("{name}")
    public SecretView rename(
            RoutingContext context, String id, String name, @RequestBodySchema(SecretInput.class) ObjectNode body) {
        SecretView renamed =
                secrets.rename(id, name, input.read(body, SecretInput.class).name());
        record(context, "Application.SecretUpdate", id, name);
        return renamed;
    }

    @DELETE
    @Path("{name}")
    public void delete(RoutingContext context, String id, String name) {
        secrets.remove(id, name);
        record(context, "Application.SecretDelete", id, name);
    }

    private void record(RoutingContext context, String key, String id, String name) {
        log.record(context, AdministrationLog.of(key, id).with("secretName", name));
    }
}
