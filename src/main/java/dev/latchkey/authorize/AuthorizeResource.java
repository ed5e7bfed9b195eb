package dev.latchkey.authorize;

import static dev.latchkey.oauth.OAuthError.ACCESS_DENIED;
import static dev.latchkey.oauth.OAuthError.LOGIN_REQUIRED;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Prompt;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.GetInstead;
import dev.latchkey.session.Session;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInGate;
import dev.latchkey.signin.SignInStart;
import dev.latchkey.token.AuthorizationCodes;
import dev.latchkey.token.AuthorizedSession;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The authorization endpoint (RFC 6749 §3.1, OIDC Core §3.1.2), and the way back to it from a
/// sign-in that is through.
@Path("/oidc/auth")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class AuthorizeResource {
    private final AuthorizationRequests requests;
    private final NextSteps steps;
    private final SignInStart signInStart;
    private final SignInGate gate;
    private final PushedRequests pushedRequests;
    private final AuthorizationCodes codes;
    private final AuthorizationResponses responses;

    AuthorizeResource(
            AuthorizationRequests requests,
            NextSteps steps,
            SignInStart signInStart,
            SignInGate gate,
            PushedRequests pushedRequests,
            AuthorizationCodes codes,
            AuthorizationResponses responses) {
        this.requests = requests;
        this.steps = steps;
        this.signInStart = signInStart;
        this.gate = gate;
        this.pushedRequests = pushedRequests;
        this.codes = codes;
        this.responses = responses;
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context) {
        String query = context.request().query();
        return authorize(context, query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8));
    }

    @POST
    @Operation(hidden = true)
    public Response post(RoutingContext context, byte[] body) {
        return GetInstead.of("/oidc/auth", body).orElseGet(() -> authorize(context, body));
    }

    /// Takes up a request where a sign-in left it.
    @GET
    @Path("/{signIn}")
    @Operation(hidden = true)
    public Response resume(RoutingContext context, @PathParam("signIn") String signInId) {
        SignIn signIn = gate.own(context, signInId);
        return authorize(context, signIn.request(), Optional.of(signIn));
    }

    /// Back to the application of somebody who does not want to sign in after all (RFC 6749 §4.1.2.1). Changes
    /// nothing, so that whoever thinks better of it can go back in the browser and sign in.
    @GET
    @Path("/{signIn}/cancel")
    @Operation(hidden = true)
    public Response cancel(RoutingContext context, @PathParam("signIn") String signInId) {
        Parameters asked = gate.own(context, signInId).request();
        ReturnAddress address = requests.returnAddress(requests.application(asked), asked);
        return responses.send(context, address.withRefusal(ACCESS_DENIED.because("the user went back")));
    }

    private Response authorize(RoutingContext context, byte[] form) {
        Parameters parameters;
        try {
            parameters = Parameters.ofForm(form);
        } catch (OAuthException unreadable) {
            return responses.send(
                    context, requests.returnAddress(form, unreadable).withRefusal(unreadable));
        }
        return authorize(context, parameters, Optional.empty());
    }

    private Response authorize(RoutingContext context, Parameters parameters, Optional<SignIn> signIn) {
        Application application = requests.application(parameters);
        Parameters asked = signIn.isPresent() ? parameters : requests.resolve(application, parameters);
        ReturnAddress address = requests.returnAddress(application, asked);
        try {
            return proceed(context, requests.check(application, address, asked), signIn);
        } catch (OAuthException refusal) {
            return responses.send(context, address.withRefusal(refusal));
        }
    }

    private Response proceed(RoutingContext context, AuthorizationRequest request, Optional<SignIn> signIn) {
        return switch (steps.of(context, request, signIn)) {
            case NextStep.Issue(var live) -> issue(context, request, live);
            case NextStep.SignIn() -> signIn(context, request, signIn);
            case NextStep.Consent _ -> askForConsent(context, request, signIn);
            case NextStep.Refuse(var error, var description) ->
                responses.send(context, request.returnAddress().withRefusal(error.because(description)));
        };
    }

    private Response issue(RoutingContext context, AuthorizationRequest request, Session live) {
        try {
            String code = codes.issue(request.toCodeRequest(), authorized(live))
                    .orElseThrow(AuthorizationRequests::unusableReference);
            return responses.send(context, request.returnAddress().withCode(code));
        } catch (DatabaseException e) {
            if (!e.isForeignKeyViolation()) {
                throw e;
            }
            // the session ended in another tab since it was read
            return request.asksFor(Prompt.NONE)
                    ? responses.send(
                            context,
                            request.returnAddress().withRefusal(LOGIN_REQUIRED.because("the user has to sign in")))
                    : signIn(context, request, Optional.empty());
        }
    }

    private Response signIn(RoutingContext context, AuthorizationRequest request, Optional<SignIn> signIn) {
        pushedRequests.keep(request.parameters());
        return signIn.filter(SignIn::isUnderWay)
                .map(signInStart::page)
                .orElseGet(() -> signInStart.begin(context, request.application(), request.parameters()));
    }

    private Response askForConsent(RoutingContext context, AuthorizationRequest request, Optional<SignIn> signIn) {
        pushedRequests.keep(request.parameters());
        return signIn.filter(gate::isFresh)
                .map(known -> Response.status(303)
                        .header("Location", ConsentResource.pagePath(known))
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(() -> signInStart.detour(
                        context, request.application(), request.parameters(), ConsentResource::pagePath));
    }

    private static AuthorizedSession authorized(Session session) {
        return new AuthorizedSession(
                session.id(), session.userId(), session.authTime(), session.amr(), session.touchUntil());
    }
}
