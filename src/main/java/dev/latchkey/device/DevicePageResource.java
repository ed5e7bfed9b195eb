package dev.latchkey.device;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.OwnForms;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInStart;
import dev.latchkey.token.AuthorizedSession;
import dev.latchkey.token.DeviceCodes;
import dev.latchkey.token.DeviceRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where a person answers a device (RFC 8628 §3.3): enters the code, signs in, compares, and says yes or no.
/// The answer comes last, by a person who is signed in, and never by an address alone: whoever was sent one by
/// a stranger still has to say yes (RFC 8628 §5.4).
@Path(DevicePageResource.PATH)
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class DevicePageResource {
    static final String PATH = "/oidc/device";

    private static final String EVENT = "Interaction.Device.Submit";

    private final DeviceCodes codes;
    private final Guesses guesses;
    private final DeviceViews views;
    private final Applications applications;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SignInStart signInStart;
    private final AuditLog audit;
    private final OwnForms forms;

    DevicePageResource(
            DeviceCodes codes,
            Guesses guesses,
            DeviceViews views,
            Applications applications,
            Sessions sessions,
            SessionCookie cookie,
            SignInStart signInStart,
            AuditLog audit,
            OwnForms forms) {
        this.codes = codes;
        this.guesses = guesses;
        this.views = views;
        this.applications = applications;
        this.sessions = sessions;
        this.cookie = cookie;
        this.signInStart = signInStart;
        this.audit = audit;
        this.forms = forms;
    }

    static String confirmPath(DeviceRequest request) {
        return PATH + "/confirm?request=" + request.id();
    }

    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("user_code") String userCode) {
        return views.enterCode(context, userCode == null ? "" : userCode, Optional.empty());
    }

    @POST
    @Operation(hidden = true)
    public Response enter(RoutingContext context, byte[] body) {
        String typed = field(body, "user_code");
        if (guesses.areTooMany(context)) {
            return views.enterCode(context, typed, Optional.of(Trouble.TOO_MANY_REQUESTS));
        }
        Optional<DeviceRequest> request = UserCodes.read(typed).flatMap(codes::findByUserCode);
        if (request.isEmpty()) {
            guesses.count(context);
            return views.enterCode(context, typed, Optional.of(Trouble.DEVICE_CODE_UNKNOWN));
        }
        return seeOther(confirmPath(request.get()));
    }

    @GET
    @Path("/confirm")
    @Operation(hidden = true)
    public Response ask(RoutingContext context, @QueryParam("request") String id) {
        return find(id).map(found -> ask(context, found)).orElseGet(() -> views.over(context));
    }

    @POST
    @Path("/confirm")
    @Operation(hidden = true)
    public Response answer(RoutingContext context, @QueryParam("request") String id, byte[] body) {
        return find(id).map(found -> answer(context, found, body)).orElseGet(() -> views.over(context));
    }

    private Response ask(RoutingContext context, Asked asked) {
        Optional<Session> session = sessions.find(cookie.read(context));
        return session.map(live -> views.confirm(
                        context, asked.request(), asked.application(), live.userId(), csrf(context, asked.request())))
                .orElseGet(() -> signInStart.begin(
                        context,
                        asked.application(),
                        SignIn.returningTo(confirmPath(asked.request()), Optional.empty())));
    }

    /// Without a live session, or from elsewhere, it is asked again.
    private Response answer(RoutingContext context, Asked asked, byte[] body) {
        Optional<Session> session = sessions.find(cookie.read(context));
        boolean ours = forms.isOurs(context, csrf(context, asked.request()), field(body, "csrf"));
        if (session.isEmpty() || !ours) {
            return seeOther(confirmPath(asked.request()));
        }
        boolean yes = field(body, "answer").equals("allow");
        return decide(asked, session.get(), yes) ? recorded(context, asked, session.get(), yes) : views.over(context);
    }

    private boolean decide(Asked asked, Session session, boolean yes) {
        AuthorizedSession by = new AuthorizedSession(
                session.id(), session.userId(), session.authTime(), session.amr(), session.touchUntil());
        return yes ? codes.approve(asked.request(), asked.application(), by) : codes.deny(asked.request());
    }

    private Response recorded(RoutingContext context, Asked asked, Session session, boolean yes) {
        audit.record(AuditEvent.success(EVENT)
                .withUser(session.userId())
                .withSession(session.id())
                .withApplication(asked.application().id())
                .with("answer", yes ? "allowed" : "denied"));
        return views.done(context, asked.application(), yes);
    }

    private record Asked(DeviceRequest request, Application application) {}

    private Optional<Asked> find(String id) {
        return Optional.ofNullable(id)
                .flatMap(codes::find)
                .flatMap(request ->
                        applications.find(request.clientId()).map(application -> new Asked(request, application)));
    }

    /// What no page of ours sends reads as nothing at all.
    private static String field(byte[] body, String name) {
        try {
            return Parameters.ofForm(body).find(name).orElse("");
        } catch (OAuthException _) {
            return "";
        }
    }

    /// A value that only a page about this request, shown in this session, can know.
    private String csrf(RoutingContext context, DeviceRequest request) {
        return OwnForms.token("device " + request.id(), cookie.read(context).orElse(""));
    }

    private static Response seeOther(String location) {
        return Response.status(303)
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .build();
    }
}
