package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.FieldTrouble;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.user.HashingOverloadedException;
import dev.latchkey.user.Registrations;
import dev.latchkey.user.Registrations.Outcome;
import dev.latchkey.user.Registrations.Problem;
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

/// The page on which a person makes an account with username and password.
@Path("/register")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class RegisterResource {
    private final SignInGate gate;
    private final SignInViews views;
    private final SignInOptions options;
    private final Registrations registrations;
    private final Completion completion;

    RegisterResource(
            SignInGate gate,
            SignInViews views,
            SignInOptions options,
            Registrations registrations,
            Completion completion) {
        this.gate = gate;
        this.views = views;
        this.options = options;
        this.registrations = registrations;
        this.completion = completion;
    }

    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("id") String id) {
        SignIn signIn = gate.own(context, id);
        return elsewhere(signIn)
                .orElseGet(() -> views.register(
                        context, signIn, Optional.empty(), "", Optional.empty(), Optional.empty(), false));
    }

    @POST
    @Operation(hidden = true)
    public Response register(RoutingContext context, byte[] body) {
        Parameters form = Parameters.ofForm(body);
        SignIn signIn = gate.submitted(context, form);
        return elsewhere(signIn)
                .orElseGet(() -> register(
                        context,
                        signIn,
                        form.find("username").orElse(""),
                        form.find("password").orElse(""),
                        form.find("agree").filter("yes"::equals).isPresent()));
    }

    private Optional<Response> elsewhere(SignIn signIn) {
        return gate.elsewhere(signIn)
                .or(() -> options.mayRegisterByPassword()
                        ? Optional.empty()
                        : Optional.of(Responses.seeOther(signIn.pagePath()).build()));
    }

    private Response register(RoutingContext context, SignIn signIn, String username, String password, boolean agrees) {
        if (options.asksNewcomersToAgree() && !agrees) {
            return views.register(
                    context, signIn, Optional.empty(), username, Optional.empty(), Optional.empty(), true);
        }
        try {
            return switch (registrations.register(username, password, agrees)) {
                case Outcome.Registered(var userId) -> completion.signedIn(context, signIn, userId, true, "pwd");
                case Outcome.Refused(var usernameProblem, var passwordProblem) ->
                    views.register(
                            context,
                            signIn,
                            Optional.empty(),
                            username,
                            usernameProblem.map(RegisterResource::ofUsername),
                            passwordProblem.map(RegisterResource::ofPassword),
                            false);
            };
        } catch (HashingOverloadedException _) {
            Notice busy = Notice.of(Trouble.TOO_MANY_REQUESTS);
            return views.register(
                    context, signIn, Optional.of(busy), username, Optional.empty(), Optional.empty(), false);
        }
    }

    static FieldTrouble ofUsername(Problem problem) {
        return switch (problem) {
            case MISSING -> FieldTrouble.USERNAME_MISSING;
            case TAKEN -> FieldTrouble.USERNAME_TAKEN;
            case INVALID, TOO_SHORT, TOO_LONG, COMMON, PREDICTABLE -> FieldTrouble.USERNAME_INVALID;
        };
    }

    private static FieldTrouble ofPassword(Problem problem) {
        return switch (problem) {
            case MISSING -> FieldTrouble.PASSWORD_MISSING;
            case TOO_SHORT -> FieldTrouble.PASSWORD_TOO_SHORT;
            case TOO_LONG -> FieldTrouble.PASSWORD_TOO_LONG;
            case PREDICTABLE -> FieldTrouble.PASSWORD_PREDICTABLE;
            case COMMON, TAKEN, INVALID -> FieldTrouble.PASSWORD_COMMON;
        };
    }
}
