package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Caller;
import dev.latchkey.user.PasswordChecks;
import dev.latchkey.user.User;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The sign-in page and what can be pressed on it.
@Path("/sign-in")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class SignInResource {
    private static final int MAX_HINT = 128;

    private final SignInGate gate;
    private final SignInViews views;
    private final SignInOptions options;
    private final ProviderDoor door;
    private final ProviderFailures providerFailures;
    private final Users users;
    private final PasswordChecks passwords;
    private final AccountEntrance entrance;
    private final Caller caller;
    private final SignInJournal journal;

    SignInResource(
            SignInGate gate,
            SignInViews views,
            SignInOptions options,
            ProviderDoor door,
            ProviderFailures providerFailures,
            Users users,
            PasswordChecks passwords,
            AccountEntrance entrance,
            Caller caller,
            SignInJournal journal) {
        this.gate = gate;
        this.views = views;
        this.options = options;
        this.door = door;
        this.providerFailures = providerFailures;
        this.users = users;
        this.passwords = passwords;
        this.entrance = entrance;
        this.caller = caller;
        this.journal = journal;
    }

    /// An expired sign-in restarts itself; one that is through goes on.
    ///
    /// @param chosen the social target that the application chose, if an app may have the page in it
    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("id") String id, @QueryParam("chosen") String chosen) {
        SignIn signIn = gate.own(context, id);
        return gate.elsewhere(signIn)
                .orElseGet(() ->
                        views.signIn(context, signIn, Optional.empty(), hint(signIn), Optional.ofNullable(chosen)));
    }

    /// What the application believes the person is called (OIDC Core §3.1.2.1); the page escapes it.
    private static String hint(SignIn signIn) {
        return signIn.request()
                .find("login_hint")
                .filter(hint -> hint.length() <= MAX_HINT)
                .orElse("");
    }

    @POST
    @Path("/social/{connector}")
    @Operation(hidden = true)
    public Response social(RoutingContext context, @PathParam("connector") String connectorId, byte[] body) {
        SignIn signIn = gate.submitted(context, Parameters.ofForm(body));
        Optional<ConfiguredConnector> connector = options.socialById(connectorId, Browsers.userAgent(context));
        return gate.elsewhere(signIn)
                .orElseGet(() -> connector
                        .map(present -> visit(context, signIn, present))
                        .orElseGet(() -> Responses.seeOther(signIn.pagePath()).build()));
    }

    private Response visit(RoutingContext context, SignIn signIn, ConfiguredConnector connector) {
        try {
            return Responses.seeOther(door.address(context, signIn, connector)).build();
        } catch (ConnectorException failure) {
            throw providerFailures.atTheDoor(context, signIn, connector, failure);
        }
    }

    @POST
    @Path("/password")
    @Operation(hidden = true)
    public Response password(RoutingContext context, byte[] body) {
        Parameters form = Parameters.ofForm(body);
        SignIn signIn = gate.submitted(context, form);
        return gate.elsewhere(signIn).orElseGet(() -> verify(context, signIn, form));
    }

    private Response verify(RoutingContext context, SignIn signIn, Parameters form) {
        String username = form.find("username").orElse("");
        if (!options.maySignInByPassword()) {
            return Responses.seeOther(signIn.pagePath()).build();
        }
        Optional<User> user = users.findByUsername(username);
        String password = form.find("password").orElse("");
        return switch (passwords.check(username, user, password, caller.network(context))) {
            case RIGHT -> enter(context, signIn, user.orElseThrow());
            case WRONG -> refuse(context, signIn, username, Trouble.WRONG_CREDENTIALS, user);
            case NOT_TRIED -> refuse(context, signIn, username, Trouble.TOO_MANY_REQUESTS, Optional.empty());
        };
    }

    private Response enter(RoutingContext context, SignIn signIn, User user) {
        return user.isSuspended()
                ? refuse(context, signIn, user.username(), Trouble.ACCOUNT_SUSPENDED, Optional.of(user))
                : entrance.arrive(context, signIn, new Proof.Password(user.id()));
    }

    private Response refuse(
            RoutingContext context, SignIn signIn, String username, Trouble trouble, Optional<User> user) {
        String supportId = journal.passwordRefused(context, signIn, trouble, user.map(User::id));
        return views.signIn(
                context, signIn, Optional.of(Notice.of(trouble).with(supportId)), username, Optional.empty());
    }
}
