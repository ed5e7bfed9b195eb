package dev.latchkey.resource;

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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/// `/api/resources`: the APIs that tokens can be made for (reference section 7).
@Path("/api/resources")
@Tag(name = "API resources")
@ManagementApi
@RunOnVirtualThread
class ResourceResource {
    private final ResourceRepository repository;
    private final Resources resources;
    private final JsonInput input;
    private final ListAnswers lists;
    private final AdministrationLog log;

    ResourceResource(
            ResourceRepository repository,
            Resources resources,
            JsonInput input,
            ListAnswers lists,
            AdministrationLog log) {
        this.repository = repository;
        this.resources = resources;
        this.input = input;
        this.lists = lists;
        this.log = log;
    }

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 unless said otherwise")
    public RestResponse<List<ResourceView>> list(UriInfo request) {
        Optional<Paging> paging = Paging.ifAsked(request.getQueryParameters());
        return lists.answer(request, paging, repository.list(paging));
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = ResourceView.class, responseCode = "201")
    public ResourceView create(RoutingContext context, @RequestBodySchema(ResourceInput.class) ObjectNode body) {
        ResourceInput resource = input.read(body, ResourceInput.class);
        requireUsable(resource.indicator());
        ResourceView created = repository.create(resource);
        resources.forgetAll();
        log.record(context, "Resource.Create", created.id());
        return created;
    }

    @GET
    @Path("{id}")
    public ResourceView find(String id) {
        return repository.view(id);
    }

    /// The indicator stays: it is the audience of tokens that are out already.
    @PATCH
    @Path("{id}")
    public ResourceView change(
            RoutingContext context, String id, @RequestBodySchema(ResourceInput.class) ObjectNode body) {
        input.requireStorable(body);
        body.remove("indicator");
        ResourceView changed = repository.change(id, current -> input.patch(current, body, ResourceInput.class));
        resources.forgetAll();
        log.record(context, "Resource.Update", id, input.names(body, ResourceInput.class));
        return changed;
    }

    @PATCH
    @Path("{id}/is-default")
    public ResourceView makeDefault(
            RoutingContext context, String id, @RequestBodySchema(DefaultInput.class) ObjectNode body) {
        boolean isDefault = input.read(body, DefaultInput.class).isDefault();
        ResourceView changed = repository.makeDefault(id, isDefault);
        resources.forgetAll();
        log.record(context, "Resource.Update", id, List.of("isDefault"));
        return changed;
    }

    @DELETE
    @Path("{id}")
    public void delete(RoutingContext context, String id) {
        repository.remove(id);
        resources.forgetAll();
        log.record(context, "Resource.Delete", id);
    }

    /// RFC 8707 §2: an absolute URI without a fragment.
    private static void requireUsable(String indicator) {
        if (Resource.MANAGEMENT_INDICATORS.contains(indicator)) {
            throw ResourceRepository.inUse(indicator);
        }
        if (!isAbsoluteUri(indicator)) {
            throw ApiException.invalidInput("indicator: must be an absolute URI without a fragment");
        }
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            URI uri = URI.create(text);
            return uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && text.chars().allMatch(c -> c > 32 && c < 127);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
