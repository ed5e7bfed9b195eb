package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.page.CompletePage;
import dev.latchkey.page.FieldTrouble;
import dev.latchkey.page.LinkPage;
import dev.latchkey.page.Look;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Pages;
import dev.latchkey.page.SocialButton;
import dev.latchkey.signin.AccountStep.Demand;
import dev.latchkey.user.ProvenIdentity;
import dev.latchkey.user.User;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fills the pages on which a person decides what their proof leaves open.
@Singleton
class AccountViews {
    private final SignInViews views;
    private final SignInOptions options;

    AccountViews(SignInViews views, SignInOptions options) {
        this.views = views;
        this.options = options;
    }

    /// @param owner of the account that may be linked to
    Response link(
            RoutingContext context,
            SignIn signIn,
            PendingAccount pending,
            Proof.Social proof,
            User owner,
            boolean mayHaveOwn,
            Optional<Notice> notice) {
        Look look = views.look(context, Optional.of(signIn));
        ProvenIdentity identity = proof.identity();
        LinkPage page = new LinkPage(
                look,
                views.csrf(context, signIn),
                pending.id(),
                notice,
                options.socialById(proof.connectorId(), Browsers.userAgent(context))
                        .map(connector ->
                                look.language().pick(connector.metadata().name()))
                        .orElse(identity.target()),
                shared(identity, owner),
                buttons(context, signIn, look, owner),
                mayProveByPassword(owner) ? Optional.of(action("password", signIn)) : Optional.empty(),
                mayHaveOwn ? Optional.of(action("own", signIn)) : Optional.empty(),
                action("cancel", signIn));
        return Pages.html(page, views.targets(context, signIn)).toResponse();
    }

    Response complete(
            RoutingContext context,
            SignIn signIn,
            PendingAccount pending,
            Set<Demand> demands,
            String username,
            Optional<FieldTrouble> usernameTrouble,
            boolean agreementMissing) {
        Look look = views.look(context, Optional.of(signIn));
        CompletePage page = new CompletePage(
                look,
                views.app(look, signIn),
                views.csrf(context, signIn),
                pending.id(),
                action("complete", signIn),
                action("cancel", signIn),
                demands.contains(Demand.USERNAME),
                username,
                usernameTrouble,
                demands.contains(Demand.TERMS),
                agreementMissing);
        return Pages.html(page, views.targets(context, signIn)).toResponse();
    }

    boolean mayProveByPassword(User owner) {
        return owner.hasPassword() && options.maySignInByPassword();
    }

    /// The ways to prove the account that it has already.
    List<ConfiguredConnector> waysToProve(RoutingContext context, User owner) {
        return options.social(Browsers.userAgent(context)).stream()
                .filter(connector ->
                        owner.identities().containsKey(connector.metadata().target()))
                .toList();
    }

    private List<SocialButton> buttons(RoutingContext context, SignIn signIn, Look look, User owner) {
        return options.offers(Browsers.userAgent(context)).stream()
                .filter(offer ->
                        owner.identities().containsKey(offer.any().metadata().target()))
                .map(offer -> SignInViews.button(offer, look, "/sign-in/account/social/", signIn, Optional.empty()))
                .toList();
    }

    /// What both have: the person proved it at the provider, so it tells them nothing new.
    private static String shared(ProvenIdentity identity, User owner) {
        return identity.phone()
                .filter(phone -> phone.equals(owner.primaryPhone()))
                .or(identity::email)
                .orElse("");
    }

    private static String action(String name, SignIn signIn) {
        return "/sign-in/account/" + name + "?id=" + signIn.id();
    }
}
