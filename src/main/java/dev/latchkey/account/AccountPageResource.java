package dev.latchkey.account;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.logout.SignedInApplication;
import dev.latchkey.page.AccountNews;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.AccountVisits;
import dev.latchkey.token.UserGrants;
import dev.latchkey.user.User;
import dev.latchkey.user.UserIdentities;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// A person's own page. Whoever is not signed in signs in first; a form that is none of this session's changes
/// nothing; and how one signs in can be changed only shortly after a proof.
@Path("/account")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class AccountPageResource {
    private static final String PAGE = "/account";

    private final AccountGate gate;
    private final AccountViews views;
    private final AccountVisits visits;
    private final Users users;
    private final UserIdentities identities;
    private final Sessions sessions;
    private final UserGrants grants;
    private final SessionCookie cookie;
    private final AuditLog audit;

    AccountPageResource(
            AccountGate gate,
            AccountViews views,
            AccountVisits visits,
            Users users,
            UserIdentities identities,
            Sessions sessions,
            UserGrants grants,
            SessionCookie cookie,
            AuditLog audit) {
        this.gate = gate;
        this.views = views;
        this.visits = visits;
        this.users = users;
        this.identities = identities;
        this.sessions = sessions;
        this.grants = grants;
        this.cookie = cookie;
        this.audit = audit;
    }

    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("done") String done) {
        Optional<Session> session = gate.session(context);
        Optional<User> user = session.flatMap(live -> users.find(live.userId()));
        return user.isPresent()
                ? views.page(context, session.get(), user.get(), AccountNews.of(done))
                : visits.signIn(context);
    }

    /// Proves again who the person is, and comes back.
    @POST
    @Path("/verify")
    @Operation(hidden = true)
    public Response verify(RoutingContext context, byte[] body) {
        return act(context, body, session -> visits.signIn(context));
    }

    @POST
    @Path("/link/{connector}")
    @Operation(hidden = true)
    public Response link(RoutingContext context, @PathParam("connector") String connectorId, byte[] body) {
        return change(
                context,
                body,
                session -> visits.link(context, session, connectorId).orElseGet(AccountPageResource::back));
    }

    @POST
    @Path("/unlink/{target}")
    @Operation(hidden = true)
    public Response unlink(RoutingContext context, @PathParam("target") String target, byte[] body) {
        return change(context, body, session -> {
            return switch (identities.remove(session.userId(), target, visits.waysIn(context))) {
                case DONE -> {
                    audit.record(AuditEvent.success("Identity.Unlink")
                            .withUser(session.userId())
                            .with("target", target)
                            .with("method", "Account"));
                    yield back(AccountNews.UNLINKED);
                }
                case LAST_WAY_IN -> back(AccountNews.LAST_WAY_IN);
                case MISSING -> back();
            };
        });
    }

    /// Also what was granted for longer than the session: whoever ends a session here wants it over. Frames are for the
    /// browser of the session: those of another one's would sign this browser out of applications.
    @POST
    @Path("/sessions/{session}/end")
    @Operation(hidden = true)
    public Response endSession(RoutingContext context, @PathParam("session") String sessionId, byte[] body) {
        return act(context, body, session -> {
            List<SignedInApplication> signedIn = views.session(session, sessionId)
                    .map(found -> end(session, found.id()))
                    .orElse(List.of());
            return session.id().equals(sessionId) ? signedOut(context, signedIn) : back(AccountNews.SESSION_ENDED);
        });
    }

    private List<SignedInApplication> end(Session by, String sessionId) {
        List<SignedInApplication> signedIn = sessions.endWholly(sessionId);
        audit.record(AuditEvent.success("Session.End")
                .withUser(by.userId())
                .withSession(sessionId)
                .with("method", "Account"));
        return signedIn;
    }

    /// The tokens of the application end with it, at once.
    @POST
    @Path("/applications/{grant}/revoke")
    @Operation(hidden = true)
    public Response revoke(RoutingContext context, @PathParam("grant") String grantId, byte[] body) {
        return act(context, body, session -> {
            grants.end(session.userId(), grantId);
            return back(AccountNews.REVOKED);
        });
    }

    @POST
    @Path("/sign-out")
    @Operation(hidden = true)
    public Response signOut(RoutingContext context, byte[] body) {
        return act(context, body, session -> {
            return signedOut(context, sessions.end(session.id()));
        });
    }

    private Response signedOut(RoutingContext context, List<SignedInApplication> signedIn) {
        return Response.fromResponse(views.signedOut(context, signedIn))
                .header("Set-Cookie", cookie.clearingHeader())
                .build();
    }

    private Response act(RoutingContext context, byte[] body, Function<Session, Response> act) {
        return gate.submitted(context, body).map(act).orElseGet(AccountPageResource::back);
    }

    /// As [#act], for what decides over how one signs in.
    private Response change(RoutingContext context, byte[] body, Function<Session, Response> act) {
        return act(context, body, session -> gate.isFresh(session) ? act.apply(session) : visits.signIn(context));
    }

    private static Response back() {
        return Response.status(303).header("Location", PAGE).build();
    }

    private static Response back(AccountNews news) {
        return Response.status(303)
                .header("Location", PAGE + "?done=" + news.word())
                .build();
    }
}
