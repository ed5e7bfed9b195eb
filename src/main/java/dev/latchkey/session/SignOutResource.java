package dev.latchkey.session;

import dev.latchkey.client.Application;
import dev.latchkey.logout.FrontChannel;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Action;
import dev.latchkey.page.App;
import dev.latchkey.page.Browsers;
import dev.latchkey.page.Detail;
import dev.latchkey.page.FormTargets;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.MessagePage;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Page;
import dev.latchkey.page.Pages;
import dev.latchkey.page.SignOutPage;
import dev.latchkey.page.SignedOutPage;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.platform.GetInstead;
import dev.latchkey.platform.OAuthErrors;
import dev.latchkey.platform.OwnForms;
import dev.latchkey.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Sign-out on an application's wish (OIDC RP-Initiated Logout). When the request proves that the
/// application has to do with this session, it ends at once; otherwise the person is asked.
@Path("/oidc/session/end")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class SignOutResource {
    /// How long a browser may take for the frames.
    private static final int FRAME_SECONDS = 2;

    private final SignOutRequests requests;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final FrontChannel frontChannel;
    private final Users users;
    private final Looks looks;
    private final OAuthErrors errors;
    private final OwnForms forms;

    SignOutResource(
            SignOutRequests requests,
            Sessions sessions,
            SessionCookie cookie,
            FrontChannel frontChannel,
            Users users,
            Looks looks,
            OAuthErrors errors,
            OwnForms forms) {
        this.requests = requests;
        this.sessions = sessions;
        this.cookie = cookie;
        this.frontChannel = frontChannel;
        this.users = users;
        this.looks = looks;
        this.errors = errors;
        this.forms = forms;
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context) {
        return signOut(context, () -> Parameters.ofQuery(context.request().query()));
    }

    @POST
    @Operation(hidden = true)
    public Response post(RoutingContext context, byte[] body) {
        return GetInstead.of("/oidc/session/end", body)
                .orElseGet(() -> signOut(context, () -> Parameters.ofForm(body)));
    }

    /// The answer to our own question; the request it was about is in the query.
    @POST
    @Path("/confirm")
    @Operation(hidden = true)
    public Response confirm(RoutingContext context, byte[] body) {
        try {
            Parameters form = Parameters.ofForm(body);
            SignOutRequest request =
                    requests.check(Parameters.ofQuery(context.request().query()));
            boolean yes = form.find("answer").filter("yes"::equals).isPresent();
            return isOurs(context, form) && yes ? end(context, request, session(context)) : goOn(context, request);
        } catch (OAuthException refusal) {
            return refused(context, refusal);
        }
    }

    private boolean isOurs(RoutingContext context, Parameters form) {
        return forms.isOurs(context, csrf(context), form.find("csrf").orElse(""));
    }

    private Response signOut(RoutingContext context, Supplier<Parameters> parameters) {
        try {
            SignOutRequest request = requests.check(parameters.get());
            Optional<Session> session = session(context);
            return session.isEmpty() || isProven(request, session.get())
                    ? end(context, request, session)
                    : ask(context, request, session.get());
        } catch (OAuthException refusal) {
            return refused(context, refusal);
        }
    }

    /// By a hint that names this session, or, as the SDKs send no hint, by being signed in to from it. A
    /// hint of somebody else's session proves that the application means another one.
    private boolean isProven(SignOutRequest request, Session session) {
        if (request.hint().filter(hint -> hint.isOf(session)).isPresent()) {
            return true;
        }
        return request.hint().filter(hint -> !hint.isOfUserOf(session)).isEmpty()
                && request.application()
                        .filter(application -> sessions.isUsedBy(session.id(), application.id()))
                        .isPresent();
    }

    private Response end(RoutingContext context, SignOutRequest request, Optional<Session> session) {
        List<String> frames = session.map(live -> frontChannel.addresses(sessions.end(live.id())))
                .orElse(List.of());
        Response answer = frames.isEmpty() && request.returnTo().isPresent()
                ? seeOther(request.returnTo().get())
                : signedOut(context, request, frames);
        return Response.fromResponse(answer)
                .header("Set-Cookie", cookie.clearingHeader())
                .build();
    }

    /// With frames there has to be a page; it goes on by itself, without a script, once they had time.
    private Response signedOut(RoutingContext context, SignOutRequest request, List<String> frames) {
        Optional<Action> back = request.returnTo().map(address -> new Action(Way.BACK_TO_APP, address));
        Response page = html(new SignedOutPage(look(context), app(request), back, frames));
        return request.returnTo()
                .map(address -> Response.fromResponse(page)
                        .header("Refresh", FRAME_SECONDS + ";url=" + address)
                        .build())
                .orElse(page);
    }

    private Response ask(RoutingContext context, SignOutRequest request, Session session) {
        String action = "/oidc/session/end/confirm?" + request.parameters().toQuery();
        Optional<String> account = users.find(session.userId())
                .flatMap(user -> user.names().stream().findFirst());
        SignOutPage page = new SignOutPage(look(context), app(request), account, csrf(context), action);
        URI[] targets = request.returnTo().map(URI::create).stream().toArray(URI[]::new);
        return Pages.html(page, FormTargets.of(targets)).toResponse();
    }

    /// The person stays signed in, and goes back where that is known.
    private Response goOn(RoutingContext context, SignOutRequest request) {
        return request.returnTo()
                .map(SignOutResource::seeOther)
                .orElseGet(() -> html(new MessagePage(look(context), Notice.of(Trouble.ALREADY_DONE))));
    }

    private Response refused(RoutingContext context, OAuthException refusal) {
        String accept = context.request().getHeader("Accept");
        if (!Browsers.wantPage(accept)) {
            return Response.status(refusal.error().status())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(errors.body(refusal, context).toString())
                    .build();
        }
        Detail detail = new Detail(refusal.error().code(), refusal.description());
        return html(new MessagePage(
                look(context), Notice.of(Trouble.REQUEST_INVALID), Optional.empty(), Optional.of(detail), List.of()));
    }

    private Optional<Session> session(RoutingContext context) {
        return sessions.find(cookie.read(context));
    }

    /// A value that only a page shown in this session can know.
    private String csrf(RoutingContext context) {
        return OwnForms.token("sign-out", cookie.read(context).orElse(""));
    }

    private Look look(RoutingContext context) {
        return looks.look(
                Optional.ofNullable(context.request().getParam("ui_locales")),
                context.request().getHeader("Accept-Language"));
    }

    private static Optional<App> app(SignOutRequest request) {
        return request.application().map(Application::name).map(App::new);
    }

    private static Response html(Page page) {
        return Pages.html(page).toResponse();
    }

    /// A real redirect also to a custom scheme: a custom tab may block anything else.
    private static Response seeOther(String location) {
        return Response.status(303)
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .build();
    }
}
