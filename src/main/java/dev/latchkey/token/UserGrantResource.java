package dev.latchkey.token;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What a person has authorized: seen and ended by administrators (reference section 6). Every entry
/// says when the person will be signed out of the application, and which setting causes it.
@Path("/api/users/{id}/grants")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserGrantResource {
    private static final Set<String> KINDS = Set.of("all", "firstParty", "thirdParty");

    private final UserGrants grants;
    private final Users users;

    UserGrantResource(UserGrants grants, Users users) {
        this.grants = grants;
        this.users = users;
    }

    record GrantList(List<UserGrants.View> grants) {}

    @GET
    public GrantList list(String id, @RestQuery String applicationId, @RestQuery String appType) {
        if (appType != null && !KINDS.contains(appType)) {
            throw ApiException.invalidInput("appType: must be all, firstParty or thirdParty");
        }
        if (users.find(id).isEmpty()) {
            throw ApiException.notFound("user", id);
        }
        return new GrantList(grants.of(id, Optional.ofNullable(applicationId), isThirdParty(appType)));
    }

    private static Optional<Boolean> isThirdParty(String appType) {
        return Optional.ofNullable(appType).filter(kind -> !kind.equals("all")).map("thirdParty"::equals);
    }

    /// The tokens of the authorization end with it, at once; a third party has to be allowed anew.
    @DELETE
    @Path("{grantId}")
    public void end(String id, String grantId) {
        if (!grants.end(id, grantId)) {
            throw ApiException.notFound("grant", grantId);
        }
    }
}
