package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// A person's identities at social providers (reference section 6).
@Path("/api/users/{id}")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserIdentityResource {
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final UserAdministration users;
    private final UserIdentities identities;
    private final JsonInput input;
    private final AdministrationLog log;

    UserIdentityResource(UserAdministration users, UserIdentities identities, JsonInput input, AdministrationLog log) {
        this.users = users;
        this.identities = identities;
        this.input = input;
        this.log = log;
    }

    @RegisterForReflection
    record IdentityInput(@NotBlank @Size(max = 256) String userId, ObjectNode details) {
        ProviderIdentity toIdentity() {
            ObjectNode known = details == null ? JsonNodeFactory.instance.objectNode() : details;
            return new ProviderIdentity(userId, null, null, null, null, known);
        }
    }

    record OneIdentity(SocialIdentity identity) {}

    record TargetIdentity(String target, SocialIdentity identity) {}

    record AllIdentities(List<TargetIdentity> socialIdentities, List<Object> ssoIdentities) {}

    @GET
    @Path("all-identities")
    public AllIdentities all(String id) {
        List<TargetIdentity> social = users.find(id).identities().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new TargetIdentity(entry.getKey(), entry.getValue()))
                .toList();
        return new AllIdentities(social, List.of());
    }

    @GET
    @Path("identities/{target}")
    public OneIdentity find(String id, String target) {
        return Optional.ofNullable(users.find(id).identities().get(target))
                .map(OneIdentity::new)
                .orElseThrow(UserIdentities::missing);
    }

    @PUT
    @Path("identities/{target}")
    public RestResponse<Map<String, SocialIdentity>> put(
            RoutingContext context, String id, String target, @RequestBodySchema(IdentityInput.class) ObjectNode body) {
        if (!TARGET.matcher(target).matches()) {
            throw ApiException.invalidInput("target: must be at most 64 letters, digits, dots, dashes or underscores");
        }
        boolean isNew = identities.link(
                id, target, input.read(body, IdentityInput.class).toIdentity());
        record(context, "Identity.Link", id, target);
        return RestResponse.status(
                isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                users.find(id).identities());
    }

    /// 200 with the person, unlike every other deletion.
    @DELETE
    @Path("identities/{target}")
    public UserView delete(RoutingContext context, String id, String target) {
        identities.unlink(id, target);
        record(context, "Identity.Unlink", id, target);
        return UserView.of(users.find(id));
    }

    private void record(RoutingContext context, String key, String id, String target) {
        log.record(
                context,
                AuditEvent.success(key).withUser(id).with("target", target).with("method", "Administrator"));
    }
}
