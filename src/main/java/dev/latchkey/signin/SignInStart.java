package dev.latchkey.signin;

import dev.latchkey.client.Application;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Entrance;
import dev.latchkey.connector.Surroundings;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.RandomValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Begins a sign-in: binds it to the browser and sends the person to its page, or at once to the
/// social provider that the application chose (`direct_sign_in=social:alipay`).
@Singleton
public class SignInStart {
    private static final String DIRECT_SOCIAL = "social:";

    /// What leads a person to one account.
    private static final Set<String> GUIDANCE = Set.of("direct_sign_in", "login_hint");

    private final SignIns signIns;
    private final BrowserCookie browserCookie;
    private final ProviderDoor door;
    private final ProviderFailures failures;
    private final SignInOptions options;
    private final Caller caller;
    private final RandomValues random;

    SignInStart(
            SignIns signIns,
            BrowserCookie browserCookie,
            ProviderDoor door,
            ProviderFailures failures,
            SignInOptions options,
            Caller caller,
            RandomValues random) {
        this.signIns = signIns;
        this.browserCookie = browserCookie;
        this.door = door;
        this.failures = failures;
        this.options = options;
        this.caller = caller;
        this.random = random;
    }

    /// A new sign-in for this request. Whether an app with an SDK is around a web view is known to the page alone,
    /// which there goes on by itself to the provider that the application chose.
    public Response begin(RoutingContext context, Application application, Parameters request) {
        String userAgent = Browsers.userAgent(context);
        Optional<String> chosen = chosenTarget(request);
        if (chosen.isPresent() && Surroundings.of(userAgent) == Surroundings.WEB_VIEW) {
            return detour(
                    context, application, request, signIn -> signIn.pagePath() + "&chosen=" + encoded(chosen.get()));
        }
        return detour(
                context,
                application,
                request,
                signIn -> chosen.flatMap(target -> options.socialByTarget(target, userAgent))
                        .or(() -> atOnce(userAgent))
                        .map(connector -> visit(context, signIn, connector))
                        .orElseGet(signIn::pagePath));
    }

    /// As [#begin], for a person who wants to choose another account than the one at hand.
    public Response withAnotherAccount(RoutingContext context, Application application, Parameters request) {
        return detour(context, application, request.without(GUIDANCE), SignIn::pagePath);
    }

    /// Keeps a request while a page asks the person for something.
    ///
    /// @param page where that page is
    public Response detour(
            RoutingContext context, Application application, Parameters request, Function<SignIn, String> page) {
        String browser = browserCookie.read(context).orElseGet(random::token);
        SignIn signIn = signIns.begin(application.id(), request, browser, caller.network(context));
        return Responses.seeOther(page.apply(signIn))
                .header("Set-Cookie", browserCookie.header(browser))
                .build();
    }

    /// With a provider that fails already now, the person chooses on the page.
    private String visit(RoutingContext context, SignIn signIn, ConfiguredConnector connector) {
        try {
            return door.address(context, signIn, connector);
        } catch (ConnectorException failure) {
            failures.atTheDoor(context, signIn, connector, failure);
            return signIn.pagePath();
        }
    }

    /// The page of a sign-in that is not through yet.
    public Response page(SignIn signIn) {
        return Responses.seeOther(signIn.pagePath()).build();
    }

    /// An unknown target is no error: the person chooses on the page.
    private static Optional<String> chosenTarget(Parameters request) {
        return request.find("direct_sign_in")
                .filter(value -> value.startsWith(DIRECT_SOCIAL))
                .map(value -> value.substring(DIRECT_SOCIAL.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Who is inside a provider's own app is known there already.
    private Optional<ConfiguredConnector> atOnce(String userAgent) {
        return options.social(userAgent).stream()
                .filter(connector -> connector.connector().entrance(userAgent) == Entrance.AT_ONCE)
                .findFirst();
    }
}
