package dev.latchkey.authorize;

import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.Prompt;
import dev.latchkey.session.Session;
import dev.latchkey.signin.ConsentAnswer;
import java.time.Instant;
import java.util.Optional;

/// What has to happen before a request can be answered: decided here alone, from values.
sealed interface NextStep {
    /// The person has to prove who they are.
    record SignIn() implements NextStep {}

    /// The person has to say whether a third party's application may do what it asks for.
    record Consent(Session session) implements NextStep {}

    /// Everything is there: the code can be issued.
    record Issue(Session session) implements NextStep {}

    /// The application asked for no interaction, or for something that cannot be had.
    record Refuse(OAuthError error, String description) implements NextStep {}

    /// What is known when a request arrives, or comes back.
    ///
    /// @param session the browser's live session
    /// @param provenIn the session that this very request's sign-in began, once it is through
    /// @param answer what was answered when this very request asked for consent
    /// @param isAllowed whether the person has ever allowed the application all that it asks for
    record Facts(
            Optional<Session> session, Optional<String> provenIn, Optional<ConsentAnswer> answer, boolean isAllowed) {}

    static NextStep of(AuthorizationRequest request, Facts facts, Instant now) {
        boolean silent = request.asksFor(Prompt.NONE);
        Optional<Session> session = facts.session();
        if (session.isEmpty() || mustProveAgain(request, session.get(), facts.provenIn(), now)) {
            return silent ? new Refuse(OAuthError.LOGIN_REQUIRED, "the user has to sign in") : new SignIn();
        }
        if (!request.admits(session.get().userId())) {
            return new Refuse(OAuthError.LOGIN_REQUIRED, "somebody else has signed in than the request speaks of");
        }
        return request.application().isThirdParty()
                ? ofThirdParty(request, session.get(), facts)
                : new Issue(session.get());
    }

    /// OIDC Core §3.1.2.4: the person is asked for what is new, or for everything where the application
    /// wants it so, or where nobody knows which application will get the answer (RFC 8252 §8.6); one answer
    /// is enough for one request.
    private static NextStep ofThirdParty(AuthorizationRequest request, Session session, Facts facts) {
        Optional<ConsentAnswer> answer =
                facts.answer().filter(given -> given.sessionId().equals(session.id()));
        if (answer.filter(given -> !given.isAllowed()).isPresent()) {
            return new Refuse(OAuthError.ACCESS_DENIED, "the user did not allow it");
        }
        boolean always = request.asksFor(Prompt.CONSENT) || request.mayReachAnotherApp();
        if (!facts.isAllowed() || always && answer.isEmpty()) {
            return request.asksFor(Prompt.NONE)
                    ? new Refuse(OAuthError.CONSENT_REQUIRED, "the user has to be asked for consent")
                    : new Consent(session);
        }
        return new Issue(session);
    }

    /// A sign-in that this request has just led to answers every wish for a fresh one.
    private static boolean mustProveAgain(
            AuthorizationRequest request, Session session, Optional<String> provenIn, Instant now) {
        if (provenIn.filter(session.id()::equals).isPresent()) {
            return false;
        }
        boolean tooOld = request.maxAge()
                .filter(age -> session.authTime().plus(age).isBefore(now))
                .isPresent();
        return tooOld
                || !request.admits(session.userId())
                || request.asksFor(Prompt.LOGIN)
                || request.asksFor(Prompt.SELECT_ACCOUNT);
    }
}
