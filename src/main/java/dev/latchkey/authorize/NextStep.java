package dev.latchkey.authorize;

import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.Prompt;
import dev.latchkey.session.Session;
import java.time.Instant;
import java.util.Optional;

/// What has to happen before a request can be answered: decided here alone, from values.
sealed interface NextStep {
    /// The person has to prove who they are.
    record SignIn() implements NextStep {}

    /// Everything is there: the code can be issued.
    record Issue(Session session) implements NextStep {}

    /// The application asked for no interaction, or for something that cannot be had.
    record Refuse(OAuthError error, String description) implements NextStep {}

    /// @param session the browser's live session
    /// @param provenIn the session that this very request's sign-in began, once it is through
    static NextStep of(
            AuthorizationRequest request, Optional<Session> session, Optional<String> provenIn, Instant now) {
        boolean silent = request.asksFor(Prompt.NONE);
        if (session.isEmpty() || mustProveAgain(request, session.get(), provenIn, now)) {
            return silent ? new Refuse(OAuthError.LOGIN_REQUIRED, "the user has to sign in") : new SignIn();
        }
        if (!request.admits(session.get().userId())) {
            return new Refuse(OAuthError.LOGIN_REQUIRED, "somebody else has signed in than the request speaks of");
        }
        if (request.application().isThirdParty()) {
            return new Refuse(OAuthError.CONSENT_REQUIRED, "third-party applications cannot be authorized here");
        }
        return new Issue(session.get());
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
