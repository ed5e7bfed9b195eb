package dev.latchkey.authorize;

import dev.latchkey.client.OidcClientMetadata;
import dev.latchkey.page.Account;
import dev.latchkey.page.App;
import dev.latchkey.page.ConsentPage;
import dev.latchkey.page.FormTargets;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.Pages;
import dev.latchkey.page.Permission;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import dev.latchkey.session.Session;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInGate;
import dev.latchkey.token.TokenConfig;
import dev.latchkey.user.User;
import dev.latchkey.user.Users;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Fills the consent page.
@Singleton
class ConsentViews {
    private final Users users;
    private final Resources resources;
    private final SignInGate gate;
    private final Looks looks;
    private final TokenConfig tokens;

    ConsentViews(Users users, Resources resources, SignInGate gate, Looks looks, TokenConfig tokens) {
        this.users = users;
        this.resources = resources;
        this.gate = gate;
        this.looks = looks;
        this.tokens = tokens;
    }

    Response page(RoutingContext context, SignIn signIn, AuthorizationRequest request, Session session) {
        Look look = looks.look(
                request.parameters().find("ui_locales"), context.request().getHeader("Accept-Language"));
        OidcClientMetadata metadata = request.application().oidc();
        URI returnTo = URI.create(request.returnAddress().redirectUri());
        ConsentPage page = new ConsentPage(
                look,
                new App(request.application().name(), Optional.ofNullable(metadata.logoUri())),
                users.find(session.userId()).flatMap(ConsentViews::account),
                permissions(request),
                apis(request),
                Math.max(1, tokens.refreshTokenAbsoluteLifetime().toDays()),
                host(returnTo),
                Optional.ofNullable(metadata.policyUri()),
                Optional.ofNullable(metadata.tosUri()),
                new ConsentPage.Form(
                        ConsentResource.pagePath(signIn),
                        gate.csrf(context, signIn),
                        session.id(),
                        request.namesNobody()));
        return Pages.html(page, FormTargets.of(returnTo)).toResponse();
    }

    /// Those that have words; a scope that opens nothing needs none.
    private static List<Permission> permissions(AuthorizationRequest request) {
        return request.scopes().values().stream()
                .map(Permission::ofScope)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> apis(AuthorizationRequest request) {
        return request.resources().stream()
                .map(indicator -> resources.find(indicator).map(Resource::name).orElse(indicator))
                .toList();
    }

    private static Optional<Account> account(User user) {
        List<String> names = user.names();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Account(names.getFirst(), names.stream().skip(1).findFirst()));
    }

    /// What people can judge of an address; the scheme of an app of theirs tells them nothing.
    private static Optional<String> host(URI address) {
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        return Optional.ofNullable(address.getHost()).filter(_ -> web);
    }
}
