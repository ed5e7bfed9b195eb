package dev.latchkey.signin;

import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import dev.latchkey.user.IdentityLinks;
import dev.latchkey.user.ProvenIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/// Somebody who is signed in comes back from a provider that they want to link: in the very session in which they
/// left, shortly after a proof of the account.
@Singleton
class AccountLinking {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final IdentityLinks links;
    private final SignInJournal journal;

    AccountLinking(Sessions sessions, SessionCookie cookie, IdentityLinks links, SignInJournal journal) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.links = links;
        this.journal = journal;
    }

    Response link(
            RoutingContext context, SignIn signIn, String sessionId, String connectorId, ProvenIdentity identity) {
        Session session = sessions.find(cookie.read(context))
                .filter(live -> live.id().equals(sessionId))
                .orElseThrow(() -> stopped(signIn, Trouble.SIGN_IN_EXPIRED));
        return switch (links.link(session.userId(), identity, IdentityLinks.Method.Account)) {
            case LINKED -> {
                journal.linked(context, signIn, session.userId(), connectorId, identity.target(), "Account");
                yield done(signIn);
            }
            case ALREADY_THEIRS -> done(signIn);
            case BELONGS_TO_ANOTHER -> throw stopped(signIn, Trouble.IDENTITY_TAKEN);
            case NOT_POSSIBLE -> throw stopped(signIn, Trouble.TARGET_OCCUPIED);
        };
    }

    private static Response done(SignIn signIn) {
        return Responses.seeOther(signIn.resumePath() + "?done=linked").build();
    }

    private static SignInStoppedException stopped(SignIn signIn, Trouble trouble) {
        return new SignInStoppedException(
                Notice.of(trouble), Optional.of(signIn), new Action(Way.CONTINUE, signIn.resumePath()));
    }
}
