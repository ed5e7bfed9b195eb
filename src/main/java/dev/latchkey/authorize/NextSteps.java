package dev.latchkey.authorize;

import dev.latchkey.consent.Consents;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInGate;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Gathers what [NextStep] decides from.
@Singleton
class NextSteps {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SignInGate gate;
    private final Consents consents;
    private final Clock clock;

    NextSteps(Sessions sessions, SessionCookie cookie, SignInGate gate, Consents consents, Clock clock) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.gate = gate;
        this.consents = consents;
        this.clock = clock;
    }

    /// @param signIn what this request has led to so far
    NextStep of(RoutingContext context, AuthorizationRequest request, Optional<SignIn> signIn) {
        Optional<Session> session = sessions.find(cookie.read(context));
        Optional<SignIn> fresh = signIn.filter(gate::isFresh);
        NextStep.Facts facts = new NextStep.Facts(
                session,
                fresh.flatMap(SignIn::sessionId),
                fresh.flatMap(SignIn::consent),
                session.filter(live -> isAllowed(request, live)).isPresent());
        return NextStep.of(request, facts, clock.instant());
    }

    /// Looked up for third parties alone: what people use every day costs nothing more.
    private boolean isAllowed(AuthorizationRequest request, Session session) {
        return !request.application().isThirdParty()
                || consents.find(session.userId(), request.application().id()).covers(request.wanted());
    }
}
