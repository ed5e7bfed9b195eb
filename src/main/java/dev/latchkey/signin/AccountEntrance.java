package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.Connectors;
import dev.latchkey.page.Action;
import dev.latchkey.page.FieldTrouble;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.session.Sessions.Origin;
import dev.latchkey.signin.AccountStep.Demand;
import dev.latchkey.user.Account;
import dev.latchkey.user.IdentityLinks;
import dev.latchkey.user.IdentityLinks.Method;
import dev.latchkey.user.ProvenIdentity;
import dev.latchkey.user.SocialAccounts;
import dev.latchkey.user.SocialRegistrations;
import dev.latchkey.user.SocialRegistrations.Outcome;
import dev.latchkey.user.Users;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// Leads a person who proved something into an account: looks who it is, lets [AccountStep] decide, and does that.
@Singleton
class AccountEntrance {
    private final PendingAccounts pendings;
    private final SignInOptions options;
    private final Connectors connectors;
    private final Users users;
    private final SocialAccounts accounts;
    private final Standings standings;
    private final SocialRegistrations registrations;
    private final IdentityLinks links;
    private final AccountViews views;
    private final Completion completion;
    private final SignInJournal journal;
    private final Clock clock;

    AccountEntrance(
            PendingAccounts pendings,
            SignInOptions options,
            Connectors connectors,
            Users users,
            SocialAccounts accounts,
            Standings standings,
            SocialRegistrations registrations,
            IdentityLinks links,
            AccountViews views,
            Completion completion,
            SignInJournal journal,
            Clock clock) {
        this.pendings = pendings;
        this.options = options;
        this.connectors = connectors;
        this.users = users;
        this.accounts = accounts;
        this.standings = standings;
        this.registrations = registrations;
        this.links = links;
        this.views = views;
        this.completion = completion;
        this.journal = journal;
        this.clock = clock;
    }

    /// A proof has just been given. Where nothing has to be asked, nothing is kept.
    Response arrive(RoutingContext context, SignIn signIn, Proof proof) {
        AccountStep step = decide(signIn, proof, AccountAnswers.NONE);
        return switch (step) {
            case AccountStep.Offer _, AccountStep.Ask _ -> {
                pendings.begin(signIn, proof);
                yield Responses.seeOther(signIn.accountPath()).build();
            }
            default -> finish(context, signIn, new PendingAccount("", proof, AccountAnswers.NONE), step);
        };
    }

    /// Where the person stands who gave these answers.
    AccountStep decide(SignIn signIn, PendingAccount pending) {
        return decide(signIn, pending.proof(), pending.answers());
    }

    /// An answer has just been given: on to the next question, or in.
    Response goOn(RoutingContext context, SignIn signIn, PendingAccount pending) {
        AccountStep step = decide(signIn, pending);
        return switch (step) {
            case AccountStep.Offer _, AccountStep.Ask _ -> {
                pendings.answer(pending);
                yield Responses.seeOther(signIn.accountPath()).build();
            }
            default ->
                pendings.claim(pending)
                        ? finish(context, signIn, pending, step)
                        : Responses.seeOther(signIn.resumePath()).build();
        };
    }

    /// Shows where the person stands. The person themselves takes the last step, by a form.
    Response show(RoutingContext context, SignIn signIn, PendingAccount pending, Optional<Notice> notice) {
        return switch (decide(signIn, pending)) {
            case AccountStep.Offer(var account, var mayHaveOwn)
            when pending.proof() instanceof Proof.Social social ->
                users.find(account.userId())
                        .map(owner -> views.link(context, signIn, pending, social, owner, mayHaveOwn, notice))
                        .orElseGet(() -> Responses.seeOther(signIn.pagePath()).build());
            case AccountStep.Offer _ -> Responses.seeOther(signIn.pagePath()).build();
            case AccountStep.Ask(var demands) ->
                views.complete(context, signIn, pending, demands, "", Optional.empty(), false);
            case AccountStep.Enter _, AccountStep.Link _, AccountStep.Register _ ->
                views.complete(context, signIn, pending, Set.of(), "", Optional.empty(), false);
            case AccountStep.Refuse(var trouble) -> throw refused(signIn, trouble);
        };
    }

    /// Somebody comes back from proving the account that a decision is about: it counts for that decision alone, and
    /// for that account alone.
    Response proved(RoutingContext context, SignIn signIn, String pendingId, ProvenIdentity identity) {
        PendingAccount pending = pendings.find(signIn)
                .filter(found -> found.id().equals(pendingId))
                .orElseThrow(() -> refused(signIn, Trouble.SIGN_IN_EXPIRED));
        if (!(decide(signIn, pending) instanceof AccountStep.Offer(var account, var mayHaveOwn))) {
            return Responses.seeOther(signIn.accountPath()).build();
        }
        Optional<Account> owner = accounts.find(identity);
        return owner.filter(proven -> proven.userId().equals(account.userId())).isPresent()
                ? goOn(context, signIn, pending.with(pending.answers().proved(account.userId())))
                : show(context, signIn, pending, Optional.of(Notice.of(Trouble.OTHER_ACCOUNT)));
    }

    private AccountStep decide(SignIn signIn, Proof proof, AccountAnswers answers) {
        return standings
                .of(proof)
                .map(standing -> AccountStep.of(standing, options.accountRules(signIn), answers))
                .orElseGet(() -> new AccountStep.Refuse(Trouble.SIGN_IN_EXPIRED));
    }

    private Response finish(RoutingContext context, SignIn signIn, PendingAccount pending, AccountStep step) {
        return switch (step) {
            case AccountStep.Enter(var account) -> enter(context, signIn, pending, account);
            case AccountStep.Link(var account, var byItself) -> link(context, signIn, pending, account, byItself);
            case AccountStep.Register() -> register(context, signIn, pending);
            case AccountStep.Refuse(var trouble) -> throw refused(signIn, trouble);
            case AccountStep.Offer _, AccountStep.Ask _ -> throw new IllegalStateException("the person was not asked");
        };
    }

    private Response enter(RoutingContext context, SignIn signIn, PendingAccount pending, Account account) {
        noteAgreement(account, pending);
        return switch (pending.proof()) {
            case Proof.Password(var userId) -> {
                users.signedIn(userId, clock.instant());
                yield completion.signedIn(context, signIn, userId, false, "pwd");
            }
            case Proof.Social(var connectorId, var identity) -> {
                String key =
                        accounts.seen(account.userId(), identity, syncs(connectorId), standings.isTrusted(connectorId));
                Origin origin = new Origin(identity.target(), key);
                yield completion.signedIn(context, signIn, account.userId(), false, "ext", Optional.of(origin));
            }
        };
    }

    private Response link(
            RoutingContext context, SignIn signIn, PendingAccount pending, Account account, boolean byItself) {
        if (!(pending.proof() instanceof Proof.Social(var connectorId, var identity))) {
            throw new IllegalStateException("a password is no identity to link");
        }
        Method method = byItself ? Method.Automatic : Method.Proof;
        IdentityLinks.Outcome outcome = links.link(account.userId(), identity, method);
        return switch (outcome) {
            case LINKED, ALREADY_THEIRS -> {
                noteAgreement(account, pending);
                accounts.seen(account.userId(), identity, syncs(connectorId), standings.isTrusted(connectorId));
                if (outcome == IdentityLinks.Outcome.LINKED) {
                    journal.linked(context, signIn, account.userId(), connectorId, identity.target(), method.name());
                }
                Optional<Origin> origin = byItself
                        ? Optional.of(new Origin(identity.target(), identity.id()))
                        : Optional.empty(); // what both proved stays with the account
                yield completion.signedIn(context, signIn, account.userId(), false, "ext", origin);
            }
            case BELONGS_TO_ANOTHER, NOT_POSSIBLE -> throw refused(signIn, Trouble.IDENTITY_TAKEN);
        };
    }

    private Response register(RoutingContext context, SignIn signIn, PendingAccount pending) {
        if (!(pending.proof() instanceof Proof.Social(var connectorId, var identity))) {
            throw new IllegalStateException("a password without an account proves nothing");
        }
        AccountAnswers answers = pending.answers();
        return switch (registrations.register(
                identity, answers.username(), answers.hasAgreed(), standings.isTrusted(connectorId))) {
            case Outcome.Registered(var userId) ->
                completion.signedIn(
                        context,
                        signIn,
                        userId,
                        true,
                        "ext",
                        Optional.of(new Origin(identity.target(), identity.id())));
            case Outcome.Known _ -> arrive(context, signIn, pending.proof());
            case Outcome.UsernameTaken() -> {
                PendingAccount unnamed = pending.with(answers.named(Optional.empty()));
                pendings.put(signIn, unnamed);
                yield views.complete(
                        context,
                        signIn,
                        unnamed,
                        Set.of(Demand.USERNAME),
                        answers.username().orElse(""),
                        Optional.of(FieldTrouble.USERNAME_TAKEN),
                        false);
            }
        };
    }

    private void noteAgreement(Account account, PendingAccount pending) {
        if (pending.answers().hasAgreed()) {
            users.agreed(account.userId(), clock.instant());
        }
    }

    private boolean syncs(String connectorId) {
        return connectors
                .find(connectorId)
                .filter(ConfiguredConnector::syncProfile)
                .isPresent();
    }

    static SignInStoppedException refused(SignIn signIn, Trouble trouble) {
        return new SignInStoppedException(
                Notice.of(trouble), Optional.of(signIn), new Action(Way.OTHER_METHOD, signIn.pagePath()));
    }
}
