package dev.latchkey.consent;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The third-party applications that a person allowed something: seen and revoked by administrators.
@Path("/api/users/{id}/consents")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserConsentResource {
    private final Consents consents;
    private final UserConsents views;
    private final Users users;

    UserConsentResource(Consents consents, UserConsents views, Users users) {
        this.consents = consents;
        this.views = views;
        this.users = users;
    }

    record ConsentList(List<UserConsents.View> consents) {}

    @GET
    public ConsentList list(String id) {
        if (users.find(id).isEmpty()) {
            throw ApiException.notFound("user", id);
        }
        return new ConsentList(views.of(id));
    }

    /// The application is asked about anew, and the tokens that it has end at once.
    @DELETE
    @Path("{applicationId}")
    public void revoke(String id, String applicationId) {
        if (!consents.revoke(id, applicationId)) {
            throw ApiException.notFound("consent", applicationId);
        }
    }
}
