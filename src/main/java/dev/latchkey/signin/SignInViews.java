package dev.latchkey.signin;

import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.page.Action;
import dev.latchkey.page.App;
import dev.latchkey.page.AppBridge;
import dev.latchkey.page.AppLinkPage;
import dev.latchkey.page.FieldTrouble;
import dev.latchkey.page.FormTargets;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.MessagePage;
import dev.latchkey.page.Notice;
import dev.latchkey.page.NumberPage;
import dev.latchkey.page.Pages;
import dev.latchkey.page.PasswordForm;
import dev.latchkey.page.RegisterPage;
import dev.latchkey.page.RegistrationForm;
import dev.latchkey.page.SignInPage;
import dev.latchkey.page.SocialButton;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.user.Registrations;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Fills the pages of a sign-in.
@Singleton
class SignInViews {
    private static final Map<String, String> YOUR_ACCOUNT = Map.of("en", "your account", "zh", "您的账号");

    private final SignInOptions options;
    private final Applications applications;
    private final Looks looks;
    private final BrowserCookie browserCookie;
    private final Registrations registrations;

    SignInViews(
            SignInOptions options,
            Applications applications,
            Looks looks,
            BrowserCookie browserCookie,
            Registrations registrations) {
        this.options = options;
        this.applications = applications;
        this.looks = looks;
        this.browserCookie = browserCookie;
        this.registrations = registrations;
    }

    /// @param username what the person typed before
    /// @param chosen the social target that the application chose
    Response signIn(
            RoutingContext context, SignIn signIn, Optional<Notice> notice, String username, Optional<String> chosen) {
        Look look = look(context, Optional.of(signIn));
        List<SocialButton> buttons = buttons(context, signIn, look, chosen);
        if (needsAnotherBrowser(context, buttons)) {
            return stopped(
                    context, new SignInStoppedException(Notice.of(Trouble.OTHER_BROWSER_NEEDED), Optional.of(signIn)));
        }
        SignInPage page = new SignInPage(
                look,
                app(look, signIn),
                csrf(context, signIn),
                notice,
                buttons,
                options.maySignInByPassword()
                        ? Optional.of(new PasswordForm("/sign-in/password?id=" + signIn.id(), username))
                        : Optional.empty(),
                options.mayRegisterByPassword() ? Optional.of("/register?id=" + signIn.id()) : Optional.empty(),
                signIn.cancelPath());
        return Pages.html(page, targets(context, signIn)).toResponse();
    }

    /// Nothing is left to sign in by here, and there is elsewhere.
    private boolean needsAnotherBrowser(RoutingContext context, List<SocialButton> buttons) {
        return !options.maySignInByPassword()
                && buttons.stream().noneMatch(SocialButton::isShown)
                && options.isAnyBarred(Browsers.userAgent(context));
    }

    Response register(
            RoutingContext context,
            SignIn signIn,
            Optional<Notice> notice,
            String username,
            Optional<FieldTrouble> usernameTrouble,
            Optional<FieldTrouble> passwordTrouble,
            boolean agreementMissing) {
        Look look = look(context, Optional.of(signIn));
        RegistrationForm form = new RegistrationForm(
                "/register?id=" + signIn.id(),
                username,
                registrations.minPasswordLength(),
                usernameTrouble,
                passwordTrouble,
                options.asksNewcomersToAgree(),
                agreementMissing);
        RegisterPage page = new RegisterPage(
                look,
                app(look, signIn),
                csrf(context, signIn),
                notice,
                buttons(context, signIn, look, Optional.empty()),
                Optional.of(form),
                Optional.of(signIn.pagePath()),
                signIn.cancelPath());
        return Pages.html(page, targets(context, signIn)).toResponse();
    }

    Response stopped(RoutingContext context, SignInStoppedException stopped) {
        Look look = look(context, stopped.signIn());
        MessagePage page = new MessagePage(
                look,
                stopped.notice(),
                stopped.signIn().map(signIn -> app(look, signIn)),
                Optional.empty(),
                Stream.concat(stopped.actions().stream(), cancel(context, stopped))
                        .toList());
        return Pages.html(page).toResponse();
    }

    /// No page is a dead end: the application waits for an answer, and only this browser can bring it.
    private Stream<Action> cancel(RoutingContext context, SignInStoppedException stopped) {
        return stopped
                .signIn()
                .filter(signIn -> browserCookie.began(signIn, context))
                .flatMap(SignIn::cancelPath)
                .stream()
                .map(path -> new Action(Way.BACK_TO_APP, path));
    }

    /// What to call a provider, in the person's language.
    String providerName(RoutingContext context, SignIn signIn, ConfiguredConnector connector) {
        return look(context, Optional.of(signIn))
                .language()
                .pick(connector.metadata().name());
    }

    Response message(RoutingContext context, Trouble trouble) {
        return stopped(context, new SignInStoppedException(Notice.of(trouble), Optional.empty()));
    }

    /// @param link of the provider's app
    /// @param web the same page in this browser
    Response appLink(
            RoutingContext context,
            SignIn signIn,
            ConfiguredConnector connector,
            Errand.Kind errand,
            URI link,
            String web,
            String number) {
        String back = "/sign-in/app/" + connector.id();
        Look look = look(context, Optional.of(signIn));
        AppLinkPage page = new AppLinkPage(
                look,
                app(look, signIn),
                providerName(context, signIn, connector),
                link.toString(),
                web,
                number,
                back + "/return?id=" + signIn.id() + errand.query(),
                back + "/arrived?id=" + signIn.id());
        return Pages.html(page).toResponse();
    }

    /// In the other browser: the app is called, or the person is asked which browser waits.
    Response handOver(RoutingContext context, SignIn signIn, Handovers.Handover way, SocialReturn arrival) {
        Look look = look(context, Optional.of(signIn));
        String answer = arrival.callback().toQuery();
        return switch (way) {
            case Handovers.Handover.ByLink(var link) -> back(look, app(look, signIn), link + "?" + answer);
            case Handovers.Handover.ByNumber() ->
                Pages.html(new NumberPage(look, app(look, signIn), "/social/handover/" + arrival.connectorId(), answer))
                        .toResponse();
        };
    }

    private static Response back(Look look, App app, String link) {
        MessagePage page = new MessagePage(
                look,
                Notice.of(Trouble.HANDED_BACK),
                Optional.of(app),
                Optional.empty(),
                List.of(new Action(Way.BACK_TO_APP, link)));
        return Response.fromResponse(Pages.html(page).toResponse())
                .header("Refresh", "0;url=" + link)
                .build();
    }

    private List<SocialButton> buttons(RoutingContext context, SignIn signIn, Look look, Optional<String> chosen) {
        return options.offers(Browsers.userAgent(context)).stream()
                .map(offer -> button(offer, look, "/sign-in/social/", signIn, chosen))
                .toList();
    }

    /// @param action where the form is posted without an app, followed by the connector's id
    /// @param chosen the social target that the application chose
    static SocialButton button(
            SignInOptions.Offer offer, Look look, String action, SignIn signIn, Optional<String> chosen) {
        String target = offer.any().metadata().target();
        AppBridge bridge = new AppBridge(
                "/sign-in/bridge/" + target + "?id=" + signIn.id(),
                target,
                offer.byVendor().isPresent(),
                offer.inBrowser().isPresent(),
                chosen.filter(target::equals).isPresent());
        ConfiguredConnector connector = offer.any();
        return new SocialButton(
                look.language().pick(connector.metadata().name()),
                Optional.ofNullable(connector.metadata().logo()),
                Optional.ofNullable(connector.metadata().logoDark()),
                action + connector.id() + "?id=" + signIn.id(),
                Optional.of(bridge));
    }

    Look look(RoutingContext context, Optional<SignIn> signIn) {
        return looks.look(
                signIn.flatMap(present -> present.request().find("ui_locales")),
                context.request().getHeader("Accept-Language"));
    }

    App app(Look look, SignIn signIn) {
        return signIn.isForAccount() ? new App(look.language().pick(YOUR_ACCOUNT)) : application(signIn);
    }

    private App application(SignIn signIn) {
        return applications
                .find(signIn.applicationId())
                .map(application -> new App(application.name(), logo(application)))
                .orElseGet(() -> new App(""));
    }

    private static Optional<String> logo(Application application) {
        return Optional.ofNullable(application.oidc().logoUri());
    }

    String csrf(RoutingContext context, SignIn signIn) {
        return BrowserCookie.csrfToken(browserCookie.read(context).orElseThrow(), signIn.id());
    }

    /// A form post of a sign-in may end at the application or at a social provider.
    FormTargets targets(RoutingContext context, SignIn signIn) {
        Stream<URI> app = signIn.request().find("redirect_uri").map(URI::create).stream();
        Stream<URI> providers = options.social(Browsers.userAgent(context)).stream()
                .flatMap(connector -> connector.connector().destination().stream());
        return FormTargets.of(Stream.concat(app, providers).toArray(URI[]::new));
    }
}
