package dev.latchkey.session;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// A person's sessions: seen and ended by administrators (reference section 6).
@Path("/api/users/{id}/sessions")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class UserSessionResource {
    /// Which authorizations end with a session: `all`, or those of the operator's own applications.
    private static final Set<String> TARGETS = Set.of("all", "firstParty");

    private final UserSessions sessions;
    private final Users users;

    UserSessionResource(UserSessions sessions, Users users) {
        this.sessions = sessions;
        this.users = users;
    }

    record SessionList(List<UserSessions.View> sessions) {}

    @GET
    public SessionList list(String id) {
        requireUser(id);
        return new SessionList(sessions.of(id));
    }

    @GET
    @Path("{sessionId}")
    public UserSessions.View find(String id, String sessionId) {
        return sessions.find(id, sessionId).orElseThrow(() -> ApiException.notFound("session", sessionId));
    }

    /// Without `revokeGrantsTarget` what was granted `offline_access` outlives the session.
    @DELETE
    @Path("{sessionId}")
    public void end(String id, String sessionId, @RestQuery String revokeGrantsTarget) {
        if (revokeGrantsTarget != null && !TARGETS.contains(revokeGrantsTarget)) {
            throw ApiException.invalidInput("revokeGrantsTarget: must be all or firstParty");
        }
        sessions.end(find(id, sessionId).id(), revokeGrantsTarget != null);
    }

    private void requireUser(String id) {
        if (users.find(id).isEmpty()) {
            throw ApiException.notFound("user", id);
        }
    }
}
