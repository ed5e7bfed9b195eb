package dev.latchkey.signin;

import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/// What follows a proof: a new session, and the way back to the authorization endpoint.
@Singleton
class Completion {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SignInJournal journal;

    Completion(Sessions sessions, SessionCookie cookie, SignInJournal journal) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.journal = journal;
    }

    /// @param method how the person proved who they are, as `amr` names it (RFC 8176)
    Response signedIn(RoutingContext context, SignIn signIn, String userId, boolean isNew, String method) {
        return signedIn(context, signIn, userId, isNew, method, Optional.empty());
    }

    /// @param origin the identity that it was proved by
    Response signedIn(
            RoutingContext context,
            SignIn signIn,
            String userId,
            boolean isNew,
            String method,
            Optional<Sessions.Origin> origin) {
        Sessions.Begun session = sessions.begin(userId, List.of(method), cookie.read(context), signIn.id(), origin);
        journal.signedIn(context, signIn, session.id(), userId, isNew, method);
        return Responses.seeOther(signIn.resumePath())
                .header("Set-Cookie", cookie.header(session.cookieValue()))
                .build();
    }
}
