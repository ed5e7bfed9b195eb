package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
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

/// `/api/users` (reference section 6).
@Path("/api/users")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserResource {
    private final UserAdministration users;
    private final UserPasswords passwords;
    private final JsonInput input;
    private final ListAnswers lists;
    private final AdministrationLog log;

    UserResource(
            UserAdministration users,
            UserPasswords passwords,
            JsonInput input,
            ListAnswers lists,
            AdministrationLog log) {
        this.users = users;
        this.passwords = passwords;
        this.input = input;
        this.lists = lists;
        this.log = log;
    }

    @RegisterForReflection
    record CustomDataInput(@NotNull ObjectNode customData) {}

    @RegisterForReflection
    record ProfileInput(@NotNull ObjectNode profile) {}

    @RegisterForReflection
    record SuspensionInput(@NotNull Boolean isSuspended) {}

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 unless said otherwise")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "search",
            description = "text with % for anything; search.username and the like for one field")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "identity.target",
            description = "with identity.userId: who is this at a provider")
    @Parameter(in = ParameterIn.QUERY, name = "identity.userId", description = "any of the provider's identifiers")
    public RestResponse<List<UserView>> list(UriInfo request) {
        Paging paging = Paging.of(request.getQueryParameters());
        UserFilter filter = UserFilter.parse(request.getQueryParameters());
        return lists.answer(
                request, Optional.of(paging), users.list(filter, paging).map(UserView::of));
    }

    @POST
    public UserView create(RoutingContext context, @RequestBodySchema(UserInput.class) ObjectNode body) {
        UserInput user = input.read(body, UserInput.class);
        Optional<String> hash = passwords.initialHash(input.read(body, PasswordInput.class), user);
        User created = users.create(user, hash);
        log.record(context, AuditEvent.success("User.Create").withUser(created.id()));
        return UserView.of(created);
    }

    @GET
    @Path("{id}")
    public UserView find(String id) {
        return UserView.of(users.find(id));
    }

    @PATCH
    @Path("{id}")
    public UserView change(RoutingContext context, String id, @RequestBodySchema(UserInput.class) ObjectNode body) {
        User changed = users.change(id, body);
        recordChange(context, id, input.names(body, UserInput.class));
        return UserView.of(changed);
    }

    @DELETE
    @Path("{id}")
    public void delete(RoutingContext context, String id) {
        users.remove(id);
        log.record(context, AuditEvent.success("User.Delete").withUser(id));
    }

    @GET
    @Path("{id}/custom-data")
    public ObjectNode customData(String id) {
        return users.find(id).customData();
    }

    @PATCH
    @Path("{id}/custom-data")
    public ObjectNode changeCustomData(
            RoutingContext context, String id, @RequestBodySchema(CustomDataInput.class) ObjectNode body) {
        ObjectNode changes = input.read(body, CustomDataInput.class).customData();
        ObjectNode changed = users.mergeCustomData(id, changes).customData();
        recordChange(context, id, List.of("customData"));
        return changed;
    }

    @PATCH
    @Path("{id}/profile")
    public UserProfile changeProfile(
            RoutingContext context, String id, @RequestBodySchema(ProfileInput.class) ObjectNode body) {
        ObjectNode changes = input.read(body, ProfileInput.class).profile();
        UserProfile changed = users.mergeProfile(id, changes).profile();
        recordChange(context, id, List.of("profile"));
        return changed;
    }

    @PATCH
    @Path("{id}/is-suspended")
    public UserView suspend(
            RoutingContext context, String id, @RequestBodySchema(SuspensionInput.class) ObjectNode body) {
        boolean isSuspended = input.read(body, SuspensionInput.class).isSuspended();
        User changed = users.suspend(id, isSuspended);
        log.record(
                context,
                AuditEvent.success(isSuspended ? "User.Suspend" : "User.Restore")
                        .withUser(id));
        return UserView.of(changed);
    }

    /// Which fields, but not what is in them.
    private void recordChange(RoutingContext context, String id, List<String> fields) {
        log.record(context, AuditEvent.success("User.Update").withUser(id).with("fields", fields));
    }
}
