package dev.latchkey.authorize;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.consent.Consents;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.session.Session;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInGate;
import dev.latchkey.signin.SignInStart;
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
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Asks a person what a third-party application may do (OIDC Core §3.1.2.4). Whatever the answer, it
/// leads back to the authorization endpoint.
@Path("/consent")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class ConsentResource {
    private final SignInGate gate;
    private final SignInStart signInStart;
    private final AuthorizationRequests requests;
    private final NextSteps steps;
    private final Consents consents;
    private final ConsentViews views;
    private final AuditLog audit;

    ConsentResource(
            SignInGate gate,
            SignInStart signInStart,
            AuthorizationRequests requests,
            NextSteps steps,
            Consents consents,
            ConsentViews views,
            AuditLog audit) {
        this.gate = gate;
        this.signInStart = signInStart;
        this.requests = requests;
        this.steps = steps;
        this.consents = consents;
        this.views = views;
        this.audit = audit;
    }

    static String pagePath(SignIn signIn) {
        return "/consent?id=" + signIn.id();
    }

    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("id") String id) {
        SignIn signIn = gate.own(context, id);
        return ifAsked(context, signIn, (request, session) -> views.page(context, signIn, request, session));
    }

    @POST
    @Operation(hidden = true)
    public Response answer(RoutingContext context, byte[] body) {
        Parameters form = Parameters.ofForm(body);
        SignIn signIn = gate.submitted(context, form);
        return ifAsked(context, signIn, (request, session) -> answer(context, signIn, request, session, form));
    }

    /// Only while there is something to ask; otherwise the authorization endpoint knows how to go on.
    private Response ifAsked(
            RoutingContext context, SignIn signIn, BiFunction<AuthorizationRequest, Session, Response> then) {
        return gate.restart(signIn).orElseGet(() -> {
            try {
                AuthorizationRequest request = requests.check(signIn.request());
                return steps.of(context, request, Optional.of(signIn)) instanceof NextStep.Consent(var session)
                        ? then.apply(request, session)
                        : seeOther(signIn.resumePath());
            } catch (OAuthException _) {
                return seeOther(signIn.resumePath()); // what it asks for was changed meanwhile
            }
        });
    }

    private Response answer(
            RoutingContext context, SignIn signIn, AuthorizationRequest request, Session session, Parameters form) {
        if (!form.find("session").orElse("").equals(session.id())) {
            return seeOther(pagePath(signIn)); // somebody else has signed in since the page was shown
        }
        Consents.Answer answer = new Consents.Answer(signIn.id(), session.id());
        switch (form.find("answer").orElse("")) {
            case "allow" -> {
                consents.allow(answer, session.userId(), request.application().id(), request.wanted());
                record(signIn, request, session, "allow");
            }
            case "deny" -> {
                consents.deny(answer);
                record(signIn, request, session, "deny");
            }
            case "other" -> {
                return signInStart.withAnotherAccount(context, request.application(), request.parameters());
            }
            default -> {
                return seeOther(pagePath(signIn));
            }
        }
        return seeOther(signIn.resumePath());
    }

    private void record(SignIn signIn, AuthorizationRequest request, Session session, String answer) {
        audit.record(AuditEvent.success("Interaction.Consent.Submit")
                .withSignIn(signIn.id())
                .withSession(session.id())
                .withUser(session.userId())
                .withApplication(request.application().id())
                .with("answer", answer)
                .with("scope", request.scopes().toString()));
    }

    private static Response seeOther(String path) {
        return Response.status(303)
                .header("Location", path)
                .header("Cache-Control", "no-store")
                .build();
    }
}
