package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/users/:id/password` and its relatives (reference section 6).
@Path("/api/users/{id}")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserPasswordResource {
    private final UserAdministration users;
    private final UserPasswords passwords;
    private final JsonInput input;
    private final AdministrationLog log;

    UserPasswordResource(UserAdministration users, UserPasswords passwords, JsonInput input, AdministrationLog log) {
        this.users = users;
        this.passwords = passwords;
        this.input = input;
        this.log = log;
    }

    @RegisterForReflection
    record ClearPassword(@NotNull String password) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "ClearPassword";
        }
    }

    record HasPassword(boolean hasPassword) {}

    @PATCH
    @Path("password")
    public UserView change(RoutingContext context, String id, @RequestBodySchema(ClearPassword.class) ObjectNode body) {
        User changed = passwords.change(id, password(body));
        log.record(context, AuditEvent.success("User.PasswordChange").withUser(id));
        return UserView.of(changed);
    }

    @POST
    @Path("password/verify")
    public void verify(String id, @RequestBodySchema(ClearPassword.class) ObjectNode body) {
        if (!passwords.verify(id, password(body))) {
            throw new ApiException(422, "session.invalid_credentials", "The password is wrong.");
        }
    }

    @GET
    @Path("has-password")
    public HasPassword hasPassword(String id) {
        return new HasPassword(users.find(id).hasPassword());
    }

    private String password(ObjectNode body) {
        return input.read(body, ClearPassword.class).password();
    }
}
