package dev.latchkey.token;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

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
    private final ListAnswers lists;

    UserGrantResource(UserGrants grants, Users users, ListAnswers lists) {
        this.grants = grants;
        this.users = users;
        this.lists = lists;
    }

    record GrantList(List<UserGrants.View> grants) {}

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 with page alone, else 100")
    public RestResponse<GrantList> list(
            UriInfo request, String id, @RestQuery String applicationId, @RestQuery String appType) {
        if (appType != null && !KINDS.contains(appType)) {
            throw ApiException.invalidInput("appType: must be all, firstParty or thirdParty");
        }
        if (users.find(id).isEmpty()) {
            throw ApiException.notFound("user", id);
        }
        Optional<Paging> paging = Paging.ifAsked(request.getQueryParameters());
        Listing<UserGrants.View> listing =
                grants.of(id, Optional.ofNullable(applicationId), isThirdParty(appType), paging.orElse(Paging.LARGEST));
        return lists.answer(request, paging, listing, new GrantList(listing.items()));
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
