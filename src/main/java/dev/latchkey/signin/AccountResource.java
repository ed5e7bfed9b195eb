package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.FieldTrouble;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Caller;
import dev.latchkey.signin.AccountStep.Demand;
import dev.latchkey.user.IdentityConflictException;
import dev.latchkey.user.PasswordChecks;
import dev.latchkey.user.Registrations;
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
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What a person is asked between their proof and their account. Every action is taken only from the step that
/// offers it; from any other it changes nothing and shows where the person stands.
@Path("/sign-in/account")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class AccountResource {
    private final SignInGate gate;
    private final PendingAccounts pendings;
    private final AccountEntrance entrance;
    private final AccountViews views;
    private final ProviderDoor door;
    private final Users users;
    private final PasswordChecks passwords;
    private final SignInJournal journal;
    private final ProviderFailures providerFailures;
    private final Caller caller;

    AccountResource(
            SignInGate gate,
            PendingAccounts pendings,
            AccountEntrance entrance,
            AccountViews views,
            ProviderDoor door,
            Users users,
            PasswordChecks passwords,
            SignInJournal journal,
            ProviderFailures providerFailures,
            Caller caller) {
        this.gate = gate;
        this.pendings = pendings;
        this.entrance = entrance;
        this.views = views;
        this.door = door;
        this.users = users;
        this.passwords = passwords;
        this.journal = journal;
        this.providerFailures = providerFailures;
        this.caller = caller;
    }

    @GET
    @Operation(hidden = true)
    public Response page(RoutingContext context, @QueryParam("id") String id) {
        SignIn signIn = gate.own(context, id);
        return gate.elsewhere(signIn)
                .orElseGet(() -> onPending(
                        context, signIn, pending -> entrance.show(context, signIn, pending, Optional.empty())));
    }

    /// What was missing.
    @POST
    @Path("/complete")
    @Operation(hidden = true)
    public Response complete(RoutingContext context, byte[] body) {
        return act(context, body, (signIn, pending, form) -> switch (entrance.decide(signIn, pending)) {
            case AccountStep.Ask(var demands) -> complete(context, signIn, pending, demands, form);
            case AccountStep.Enter _, AccountStep.Link _, AccountStep.Register _ ->
                entrance.goOn(context, signIn, pending); // it was asked for until just now
            case AccountStep.Offer _, AccountStep.Refuse _ -> toPage(signIn);
        });
    }

    /// No, an account of their own.
    @POST
    @Path("/own")
    @Operation(hidden = true)
    public Response own(RoutingContext context, byte[] body) {
        return act(context, body, (signIn, pending, form) -> switch (entrance.decide(signIn, pending)) {
            case AccountStep.Offer(var account, var mayHaveOwn)
            when mayHaveOwn ->
                entrance.goOn(context, signIn, pending.with(pending.answers().ownAccount()));
            default -> toPage(signIn);
        });
    }

    /// Proves the account by its password.
    @POST
    @Path("/password")
    @Operation(hidden = true)
    public Response password(RoutingContext context, byte[] body) {
        return act(context, body, (signIn, pending, form) -> switch (entrance.decide(signIn, pending)) {
            case AccountStep.Offer(var account, var mayHaveOwn) ->
                users.find(account.userId())
                        .filter(views::mayProveByPassword)
                        .map(owner -> prove(
                                context,
                                signIn,
                                pending,
                                owner,
                                form.find("password").orElse("")))
                        .orElseGet(() -> toPage(signIn));
            default -> toPage(signIn);
        });
    }

    /// Proves the account by an identity that it has.
    @POST
    @Path("/social/{connector}")
    @Operation(hidden = true)
    public Response social(RoutingContext context, @PathParam("connector") String connectorId, byte[] body) {
        return act(context, body, (signIn, pending, form) -> switch (entrance.decide(signIn, pending)) {
            case AccountStep.Offer(var account, var mayHaveOwn) ->
                users.find(account.userId()).stream()
                        .flatMap(owner -> views.waysToProve(context, owner).stream())
                        .filter(connector -> connector.id().equals(connectorId))
                        .findFirst()
                        .map(connector -> leave(context, signIn, pending, connector))
                        .orElseGet(() -> toPage(signIn));
            default -> toPage(signIn);
        });
    }

    @POST
    @Path("/cancel")
    @Operation(hidden = true)
    public Response cancel(RoutingContext context, byte[] body) {
        return act(context, body, (signIn, pending, form) -> {
            pendings.forget(signIn);
            return toSignIn(signIn);
        });
    }

    private interface Act {
        Response on(SignIn signIn, PendingAccount pending, Parameters form);
    }

    /// On the very proof that the form was shown for.
    private Response act(RoutingContext context, byte[] body, Act act) {
        Parameters form = Parameters.ofForm(body);
        SignIn signIn = gate.submitted(context, form);
        return gate.elsewhere(signIn)
                .orElseGet(() -> onPending(
                        context,
                        signIn,
                        pending -> form.find("pending")
                                        .filter(pending.id()::equals)
                                        .isPresent()
                                ? act.on(signIn, pending, form)
                                : toPage(signIn)));
    }

    /// Whatever keeps the person out here is recorded.
    private Response onPending(RoutingContext context, SignIn signIn, Function<PendingAccount, Response> answer) {
        Optional<PendingAccount> pending = pendings.find(signIn);
        try {
            return pending.map(answer).orElseGet(() -> toSignIn(signIn));
        } catch (IdentityConflictException conflict) {
            throw journal.accountRefused(context, signIn, SocialSignIn.conflicting(signIn, conflict));
        } catch (SignInStoppedException stopped) {
            throw stopped.notice().supportCode().isPresent()
                    ? stopped
                    : journal.accountRefused(context, signIn, stopped);
        }
    }

    private Response complete(
            RoutingContext context, SignIn signIn, PendingAccount pending, Set<Demand> demands, Parameters form) {
        String username = form.find("username").orElse("");
        boolean agrees = form.find("agree").filter("yes"::equals).isPresent();
        Optional<FieldTrouble> trouble =
                demands.contains(Demand.USERNAME) ? usernameTrouble(username) : Optional.empty();
        boolean agreementMissing = demands.contains(Demand.TERMS) && !agrees;
        if (trouble.isPresent() || agreementMissing) {
            return views.complete(context, signIn, pending, demands, username, trouble, agreementMissing);
        }
        AccountAnswers answers = pending.answers().agreed(demands.contains(Demand.TERMS));
        return entrance.goOn(
                context,
                signIn,
                pending.with(demands.contains(Demand.USERNAME) ? answers.named(Optional.of(username)) : answers));
    }

    private static Optional<FieldTrouble> usernameTrouble(String username) {
        return Registrations.usernameProblem(username).map(RegisterResource::ofUsername);
    }

    private Response prove(RoutingContext context, SignIn signIn, PendingAccount pending, User owner, String password) {
        return switch (passwords.check(owner, password, caller.network(context))) {
            case RIGHT ->
                entrance.goOn(context, signIn, pending.with(pending.answers().proved(owner.id())));
            case WRONG -> wrong(context, signIn, pending, owner, Trouble.WRONG_PASSWORD);
            case NOT_TRIED -> wrong(context, signIn, pending, owner, Trouble.TOO_MANY_REQUESTS);
        };
    }

    private Response wrong(RoutingContext context, SignIn signIn, PendingAccount pending, User owner, Trouble trouble) {
        String supportId = journal.passwordRefused(context, signIn, trouble, Optional.of(owner.id()));
        return entrance.show(
                context, signIn, pending, Optional.of(Notice.of(trouble).with(supportId)));
    }

    private Response leave(
            RoutingContext context, SignIn signIn, PendingAccount pending, ConfiguredConnector connector) {
        try {
            Errand errand = new Errand.Prove(pending.id());
            return Responses.seeOther(door.address(context, signIn, connector, errand))
                    .build();
        } catch (ConnectorException failure) {
            throw providerFailures.atTheDoor(context, signIn, connector, failure);
        }
    }

    private static Response toPage(SignIn signIn) {
        return Responses.seeOther(signIn.accountPath()).build();
    }

    private static Response toSignIn(SignIn signIn) {
        return Responses.seeOther(signIn.pagePath()).build();
    }
}
