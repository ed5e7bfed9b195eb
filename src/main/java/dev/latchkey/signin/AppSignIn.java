package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.page.Trouble;
import dev.latchkey.user.Account;
import dev.latchkey.user.IdentityConflictException;
import dev.latchkey.user.IdentityLinks;
import dev.latchkey.user.IdentityLinks.Method;
import dev.latchkey.user.SocialAccounts;
import dev.latchkey.user.SocialRegistrations;
import dev.latchkey.user.SocialRegistrations.Outcome;
import jakarta.inject.Singleton;
import java.util.Optional;

/// A person whom an app brings in without our pages: let in exactly as these would ([AccountStep]), as far as that
/// needs no question.
@Singleton
public class AppSignIn {
    private final Standings standings;
    private final SocialAccounts accounts;
    private final SocialRegistrations registrations;
    private final IdentityLinks links;
    private final SignInOptions options;

    AppSignIn(
            Standings standings,
            SocialAccounts accounts,
            SocialRegistrations registrations,
            IdentityLinks links,
            SignInOptions options) {
        this.standings = standings;
        this.accounts = accounts;
        this.registrations = registrations;
        this.links = links;
        this.options = options;
    }

    /// What the pages would do.
    public sealed interface Decision {
        /// @param isLinked whether the account got this identity just now, by the operator's wish
        /// @param identityKey of the identity within its target, as it is stored
        record Enter(String userId, boolean isNew, boolean isLinked, String identityKey) implements Decision {}

        /// The pages would have something to ask: for an account with the same address, a name, an agreement.
        record Question() implements Decision {}

        record Refuse(Trouble trouble) implements Decision {}
    }

    /// One whose provider is offered on the sign-in page; no other is for people.
    public Optional<ConfiguredConnector> offered(String connectorId) {
        return options.offeredById(connectorId);
    }

    public Decision enter(ConfiguredConnector connector, ExternalIdentity identity) {
        try {
            return enter(connector, new Proof.Social(connector.id(), ProvenIdentities.of(connector, identity)));
        } catch (IdentityConflictException _) {
            return new Decision.Refuse(Trouble.IDENTITY_CONFLICT);
        }
    }

    private Decision enter(ConfiguredConnector connector, Proof.Social proof) {
        Standing standing = standings.of(proof).orElseThrow();
        return switch (AccountStep.of(standing, options.accountRules(), AccountAnswers.NONE)) {
            case AccountStep.Enter(var account) -> known(connector, proof, account, false);
            case AccountStep.Link(var account, var _) -> link(connector, proof, account);
            case AccountStep.Register() -> register(connector, proof);
            case AccountStep.Offer _, AccountStep.Ask _ -> new Decision.Question();
            case AccountStep.Refuse(var trouble) -> new Decision.Refuse(trouble);
        };
    }

    private Decision known(ConfiguredConnector connector, Proof.Social proof, Account account, boolean isLinked) {
        String key =
                accounts.seen(account.userId(), proof.identity(), connector.syncProfile(), connector.trustsAddresses());
        return new Decision.Enter(account.userId(), false, isLinked, key);
    }

    private Decision link(ConfiguredConnector connector, Proof.Social proof, Account account) {
        return switch (links.link(account.userId(), proof.identity(), Method.Automatic)) {
            case LINKED -> known(connector, proof, account, true);
            case ALREADY_THEIRS -> known(connector, proof, account, false);
            case BELONGS_TO_ANOTHER, NOT_POSSIBLE -> new Decision.Refuse(Trouble.IDENTITY_TAKEN);
        };
    }

    private Decision register(ConfiguredConnector connector, Proof.Social proof) {
        Outcome outcome =
                registrations.register(proof.identity(), Optional.empty(), false, standings.isTrusted(connector.id()));
        return switch (outcome) {
            case Outcome.Registered(var userId) ->
                new Decision.Enter(userId, true, false, proof.identity().id());
            case Outcome.Known _ -> enter(connector, proof); // somebody else was quicker with the same person
            case Outcome.UsernameTaken() -> new Decision.Question();
        };
    }
}
