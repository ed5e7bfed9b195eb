package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
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

    UserResource(UserAdministration users, UserPasswords passwords, JsonInput input, ListAnswers lists) {
        this.users = users;
        this.passwords = passwords;
        this.input = input;
        this.lists = lists;
    }

    @RegisterForReflection
    record CustomDataInput(@NotNull ObjectNode customData) {}

    @RegisterForReflection
    record ProfileInput(@NotNull ObjectNode profile) {}

    @RegisterForReflection
    record SuspensionInput(@NotNull Boolean isSuspended) {}

    @GET
    public RestResponse<List<UserView>> list(UriInfo request) {
        Paging paging = Paging.of(request.getQueryParameters());
        UserFilter filter = UserFilter.parse(request.getQueryParameters());
        return lists.answer(
                request, Optional.of(paging), users.list(filter, paging).map(UserView::of));
    }

    @POST
    public UserView create(@RequestBodySchema(UserInput.class) ObjectNode body) {
        UserInput user = input.read(body, UserInput.class);
        Optional<String> hash = passwords.initialHash(input.read(body, PasswordInput.class), user);
        return UserView.of(users.create(user, hash));
    }

    @GET
    @Path("{id}")
    public UserView find(String id) {
        return UserView.of(users.find(id));
    }

    @PATCH
    @Path("{id}")
    public UserView change(String id, @RequestBodySchema(UserInput.class) ObjectNode body) {
        return UserView.of(users.change(id, body));
    }

    @DELETE
    @Path("{id}")
    public void delete(String id) {
        users.remove(id);
    }

    @GET
    @Path("{id}/custom-data")
    public ObjectNode customData(String id) {
        return users.find(id).customData();
    }

    @PATCH
    @Path("{id}/custom-data")
    public ObjectNode changeCustomData(String id, @RequestBodySchema(CustomDataInput.class) ObjectNode body) {
        ObjectNode changes = input.read(body, CustomDataInput.class).customData();
        return users.mergeCustomData(id, changes).customData();
    }

    @PATCH
    @Path("{id}/profile")
    public UserProfile changeProfile(String id, @RequestBodySchema(ProfileInput.class) ObjectNode body) {
        ObjectNode changes = input.read(body, ProfileInput.class).profile();
        return users.mergeProfile(id, changes).profile();
    }

    @PATCH
    @Path("{id}/is-suspended")
    public UserView suspend(String id, @RequestBodySchema(SuspensionInput.class) ObjectNode body) {
        boolean isSuspended = input.read(body, SuspensionInput.class).isSuspended();
        return UserView.of(users.suspend(id, isSuspended));
    }
}
