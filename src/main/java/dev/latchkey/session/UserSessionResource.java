package dev.latchkey.session;

import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.Listing;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// A person's sessions: seen and ended by administrators (reference section 6).
@Path("/api/users/{id}/sessions")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserSessionResource {
    /// Which authorizations with `offline_access` end with a session.
    private static final Map<String, Sessions.Along> TARGETS =
            Map.of("all", Sessions.Along.ALL, "firstParty", Sessions.Along.FIRST_PARTY);

    private final UserSessions views;
    private final Sessions sessions;
    private final Users users;
    private final AdministrationLog log;
    private final ListAnswers lists;

    UserSessionResource(UserSessions views, Sessions sessions, Users users, AdministrationLog log, ListAnswers lists) {
        this.views = views;
        this.sessions = sessions;
        this.users = users;
        this.log = log;
        this.lists = lists;
    }

    record SessionList(List<UserSessions.View> sessions) {}

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 with page alone, else 100")
    public RestResponse<SessionList> list(UriInfo request, String id) {
        requireUser(id);
        Optional<Paging> paging = Paging.ifAsked(request.getQueryParameters());
        Listing<UserSessions.View> listing = views.of(id, paging.orElse(Paging.LARGEST));
        return lists.answer(request, paging, listing, new SessionList(listing.items()));
    }

    @GET
    @Path("{sessionId}")
    public UserSessions.View find(String id, String sessionId) {
        return views.find(id, sessionId).orElseThrow(() -> ApiException.notFound("session", sessionId));
    }

    /// Without `revokeGrantsTarget` what was granted `offline_access` outlives the session.
    @DELETE
    @Path("{sessionId}")
    public void end(RoutingContext context, String id, String sessionId, @RestQuery String revokeGrantsTarget) {
        if (revokeGrantsTarget != null && !TARGETS.containsKey(revokeGrantsTarget)) {
            throw ApiException.invalidInput("revokeGrantsTarget: must be all or firstParty");
        }
        sessions.end(
                find(id, sessionId).id(),
                revokeGrantsTarget == null ? Sessions.Along.NONE : TARGETS.get(revokeGrantsTarget));
        log.record(
                context,
                AuditEvent.success("Session.End")
                        .withUser(id)
                        .withSession(sessionId)
                        .with("method", "Administrator"));
    }

    private void requireUser(String id) {
        if (users.find(id).isEmpty()) {
            throw ApiException.notFound("user", id);
        }
    }
}
