package dev.latchkey.signin;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.signin.SocialVisits.Visit;
import dev.latchkey.user.IdentityConflictException;
import dev.latchkey.user.ProvenIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A person comes back from a social provider. In this order: the visit is ours, this browser began
/// it, it is claimed once; then the provider is asked, outside any transaction; then comes what the visit
/// was for.
@Singleton
class SocialSignIn {
    /// The words for it, the last two Apple's and LinkedIn's.
    private static final Set<String> NO = Set.of(
            "access_denied",
            "consent_required",
            "interaction_required",
            "login_required",
            "user_cancelled_authorize",
            "user_cancelled_login");

    private final SocialVisits visits;
    private final Handovers handovers;
    private final SignInGate gate;
    private final SignInOptions options;
    private final SignInViews views;
    private final AccountEntrance entrance;
    private final AccountLinking linking;
    private final ProviderFailures failures;
    private final ProviderCalls calls;
    private final SignInJournal journal;
    private final Clock clock;

    SocialSignIn(
            SocialVisits visits,
            Handovers handovers,
            SignInGate gate,
            SignInOptions options,
            SignInViews views,
            AccountEntrance entrance,
            AccountLinking linking,
            ProviderFailures failures,
            ProviderCalls calls,
            SignInJournal journal,
            Clock clock) {
        this.visits = visits;
        this.handovers = handovers;
        this.gate = gate;
        this.options = options;
        this.views = views;
        this.entrance = entrance;
        this.linking = linking;
        this.failures = failures;
        this.calls = calls;
        this.journal = journal;
        this.clock = clock;
    }

    Response complete(RoutingContext context, String connectorId) {
        String query = context.request().query();
        return complete(context, connectorId, read(connectorId, () -> Parameters.ofQuery(query)));
    }

    /// People see what providers send, so what cannot be read is a page too.
    Parameters read(String connectorId, Supplier<Parameters> sent) {
        try {
            return sent.get();
        } catch (OAuthException refusal) {
            SignInStoppedException stopped =
                    new SignInStoppedException(Notice.of(Trouble.REQUEST_INVALID), Optional.empty());
            throw options.offeredById(connectorId).isPresent()
                    ? journal.unreadable(connectorId, stopped, refusal)
                    : stopped;
        }
    }

    /// Whatever stops the person here is recorded, if it is about a visit of ours: anybody can bring another state.
    Response complete(RoutingContext context, String connectorId, Parameters callback) {
        String state = callback.find("state").orElse("");
        Optional<Visit> visit =
                visits.find(state).filter(found -> found.connectorId().equals(connectorId));
        SocialReturn arrival =
                new SocialReturn(connectorId, visit.orElseThrow(this::ofNobody), clock.instant(), callback);
        try {
            return complete(context, arrival, state);
        } catch (SignInStoppedException stopped) {
            throw journal.socialRefused(context, arrival, stopped);
        }
    }

    private SignInStoppedException ofNobody() {
        journal.cameOfNobody();
        return new SignInStoppedException(Notice.of(Trouble.SIGN_IN_EXPIRED), Optional.empty());
    }

    private Response complete(RoutingContext context, SocialReturn arrival, String state) {
        String connectorId = arrival.connectorId();
        Parameters callback = arrival.callback();
        Visit visit = arrival.visit();
        SignIn signIn = visit.signIn();
        Optional<Response> handedOver = handOver(context, visit, arrival, state);
        if (handedOver.isPresent()) {
            return handedOver.get();
        }
        gate.requireOwn(context, signIn);
        ConfiguredConnector connector = options.offeredById(connectorId)
                .orElseThrow(() -> new SignInStoppedException(
                        Notice.of(Trouble.PROVIDER_UNAVAILABLE), Optional.of(signIn), otherMethod(signIn)));
        claim(state, visit);
        if (isCancelled(callback)) {
            Notice notice = Notice.of(Trouble.PROVIDER_CANCELLED).from(views.providerName(context, signIn, connector));
            throw new SignInStoppedException(notice, Optional.of(signIn), new Action(Way.TRY_AGAIN, signIn.pagePath()));
        }
        return identify(context, visit, connector, arrival(state, visit, callback));
    }

    /// A visit that began in an app or went through one comes back in another browser, which proves nothing.
    private Optional<Response> handOver(RoutingContext context, Visit visit, SocialReturn arrival, String state) {
        boolean open = !visit.isConsumed() && clock.instant().isBefore(visit.expiresAt());
        return open && !gate.isOwn(context, visit.signIn())
                ? handovers.find(state).map(way -> views.handOver(context, visit.signIn(), way, arrival))
                : Optional.empty();
    }

    /// The person said no: the provider tells so (RFC 6749 §4.1.2.1), or sends nothing along at all. Other
    /// errors are for the connector to understand.
    private static boolean isCancelled(Parameters callback) {
        return callback.find("error")
                .map(NO::contains)
                .orElseGet(() -> callback.asMap().keySet().equals(Set.of("state")));
    }

    /// A second arrival and a late one change nothing and say how to go on.
    private void claim(String state, Visit visit) {
        SignIn signIn = visit.signIn();
        if (visits.claim(state)) {
            return;
        }
        boolean late = !visit.isConsumed() && !clock.instant().isBefore(visit.expiresAt());
        throw late
                ? new SignInStoppedException(
                        Notice.of(Trouble.SIGN_IN_EXPIRED),
                        Optional.of(signIn),
                        new Action(Way.START_AGAIN, signIn.restartPath()))
                : new SignInStoppedException(
                        Notice.of(Trouble.ALREADY_DONE),
                        Optional.of(signIn),
                        new Action(Way.CONTINUE, signIn.resumePath()));
    }

    private Arrival arrival(String state, Visit visit, Parameters callback) {
        try {
            return new Arrival(
                    providerParameters(callback),
                    visits.returnAddress(visit.connectorId()),
                    visits.session(state, visit));
        } catch (SealBrokenException _) { // the service has another secret key since
            throw new SignInStoppedException(
                    Notice.of(Trouble.SIGN_IN_EXPIRED),
                    Optional.of(visit.signIn()),
                    new Action(Way.START_AGAIN, visit.signIn().restartPath()));
        }
    }

    private Response identify(RoutingContext context, Visit visit, ConfiguredConnector connector, Arrival arrival) {
        try {
            ExternalIdentity identity = calls.identify(connector, arrival);
            return account(context, visit, connector, identity);
        } catch (ConnectorException failure) {
            throw failures.stop(context, visit.signIn(), connector, failure);
        } catch (IdentityConflictException conflict) {
            throw conflicting(visit.signIn(), conflict);
        }
    }

    private Response account(
            RoutingContext context, Visit visit, ConfiguredConnector connector, ExternalIdentity identity) {
        SignIn signIn = visit.signIn();
        ProvenIdentity proven = ProvenIdentities.of(connector, identity);
        return switch (visit.errand()) {
            case Errand.Enter() -> entrance.arrive(context, signIn, new Proof.Social(connector.id(), proven));
            case Errand.Prove(var pendingId) -> entrance.proved(context, signIn, pendingId, proven);
            case Errand.Link(var sessionId) -> linking.link(context, signIn, sessionId, connector.id(), proven);
        };
    }

    static SignInStoppedException conflicting(SignIn signIn, IdentityConflictException conflict) {
        ConnectorException failure = new ConnectorException(
                ConnectorError.GENERAL,
                "The provider's answer names several people at once.",
                Map.of("userIds", conflict.userIds()));
        return new SignInStoppedException(
                        Notice.of(Trouble.IDENTITY_CONFLICT), Optional.of(signIn), otherMethod(signIn))
                .because(failure);
    }

    private static Action otherMethod(SignIn signIn) {
        return new Action(Way.OTHER_METHOD, signIn.pagePath());
    }

    private static Map<String, String> providerParameters(Parameters callback) {
        Map<String, String> parameters = new HashMap<>();
        callback.asMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
        parameters.remove("state");
        return parameters;
    }
}
