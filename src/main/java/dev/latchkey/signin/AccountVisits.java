package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.FormTargets;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.session.Session;
import dev.latchkey.user.UserIdentities.WaysIn;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the account page needs of the sign-in: to prove again who somebody is, and to visit a provider in order to
/// link it.
@Singleton
public class AccountVisits {
    private static final String PAGE = "/account";

    private final SignIns signIns;
    private final BrowserCookie browserCookie;
    private final ProviderDoor door;
    private final SignInOptions options;
    private final ProviderFailures failures;
    private final RandomValues random;
    private final Caller caller;

    AccountVisits(
            SignIns signIns,
            BrowserCookie browserCookie,
            ProviderDoor door,
            SignInOptions options,
            ProviderFailures failures,
            RandomValues random,
            Caller caller) {
        this.signIns = signIns;
        this.browserCookie = browserCookie;
        this.door = door;
        this.options = options;
        this.failures = failures;
        this.random = random;
        this.caller = caller;
    }

    /// To the sign-in page, and from there to the account page.
    public Response signIn(RoutingContext context) {
        String browser = browserCookie.read(context).orElseGet(random::token);
        SignIn signIn = begin(context, browser, SignIn.returningTo(PAGE, Optional.empty()));
        return answer(signIn.pagePath(), browser);
    }

    /// To the provider; nothing when there is no such connector here. What comes back is linked in this session alone.
    public Optional<Response> link(RoutingContext context, Session session, String connectorId) {
        return options.socialById(connectorId, Browsers.userAgent(context))
                .map(connector -> link(context, session, connector));
    }

    private Response link(RoutingContext context, Session session, ConfiguredConnector connector) {
        String browser = browserCookie.read(context).orElseGet(random::token);
        SignIn signIn = begin(context, browser, SignIn.linkingTo(session.id(), PAGE));
        try {
            Errand errand = new Errand.Link(session.id());
            return answer(door.address(context, signIn, connector, errand), browser);
        } catch (ConnectorException failure) {
            throw failures.atTheDoor(context, signIn, connector, failure);
        }
    }

    /// The providers that this browser can use.
    public List<ConfiguredConnector> providers(RoutingContext context) {
        return options.social(Browsers.userAgent(context));
    }

    public WaysIn waysIn(RoutingContext context) {
        return new WaysIn(
                providers(context).stream()
                        .map(connector -> connector.metadata().target())
                        .collect(Collectors.toUnmodifiableSet()),
                options.maySignInByPassword());
    }

    /// Where the forms of the account page may lead.
    public FormTargets targets(RoutingContext context) {
        return FormTargets.of(providers(context).stream()
                .flatMap(connector -> connector.connector().destination().stream())
                .toArray(URI[]::new));
    }

    private SignIn begin(RoutingContext context, String browser, Parameters request) {
        return signIns.begin(null, request, browser, caller.network(context));
    }

    private Response answer(String location, String browser) {
        return Responses.seeOther(location)
                .header("Set-Cookie", browserCookie.header(browser))
                .build();
    }
}
