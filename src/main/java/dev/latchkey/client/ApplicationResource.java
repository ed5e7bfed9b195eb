package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// `/api/applications` (reference section 3).
@Path("/api/applications")
@Tag(name = "Applications")
@ManagementApi
@RunOnVirtualThread
class ApplicationResource {
    private final ApplicationAdministration applications;
    private final JsonInput input;
    private final ListAnswers lists;
    private final AdministrationLog log;

    ApplicationResource(
            ApplicationAdministration applications, JsonInput input, ListAnswers lists, AdministrationLog log) {
        this.applications = applications;
        this.input = input;
        this.lists = lists;
        this.log = log;
    }

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 unless said otherwise")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "search",
            description = "text with % for anything, in id, name and description; more in the documentation")
    @Parameter(in = ParameterIn.QUERY, name = "types", description = "repeatable")
    @Parameter(in = ParameterIn.QUERY, name = "isThirdParty", description = "true or false")
    public RestResponse<List<ApplicationView>> list(UriInfo request) {
        Optional<Paging> paging = Paging.ifAsked(request.getQueryParameters());
        ApplicationFilter filter = ApplicationFilter.parse(request.getQueryParameters());
        return lists.answer(request, paging, applications.list(filter, paging));
    }

    @POST
    public ApplicationView create(RoutingContext context, @RequestBodySchema(ApplicationInput.class) ObjectNode body) {
        if (body != null && body.path("type").asText().equals("SAML")) {
            throw new ApiException(400, "application.saml.use_saml_app_api", "SAML applications are not offered.");
        }
        input.requireStorable(body);
        body.remove("isAdmin"); // only an application that is there can be made an administrator
        ApplicationView created = applications.create(input.read(body, ApplicationInput.class));
        log.record(context, "Application.Create", created.id());
        return created;
    }

    @GET
    @Path("{id}")
    public ApplicationView find(String id) {
        return applications.find(id);
    }

    @PATCH
    @Path("{id}")
    public ApplicationView change(
            RoutingContext context, String id, @RequestBodySchema(ApplicationInput.class) ObjectNode body) {
        ApplicationView changed = applications.change(id, body);
        log.record(context, "Application.Update", id, input.names(body, ApplicationInput.class));
        return changed;
    }

    @PATCH
    @Path("{id}/custom-data")
    public ObjectNode changeCustomData(RoutingContext context, String id, ObjectNode body) {
        ObjectNode changed = applications.mergeCustomData(id, body);
        log.record(context, "Application.Update", id, List.of("customData"));
        return changed;
    }

    @DELETE
    @Path("{id}")
    public void delete(RoutingContext context, String id) {
        applications.remove(id);
        log.record(context, "Application.Delete", id);
    }
}
