package dev.latchkey.account;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.OwnForms;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Who is at the account page, and whether a form is one of our own.
@Singleton
class AccountGate {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AccountConfig config;
    private final Clock clock;
    private final OwnForms forms;

    AccountGate(Sessions sessions, SessionCookie cookie, AccountConfig config, Clock clock, OwnForms forms) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.config = config;
        this.clock = clock;
        this.forms = forms;
    }

    Optional<Session> session(RoutingContext context) {
        return sessions.find(cookie.read(context));
    }

    /// The session whose page sent this form.
    Optional<Session> submitted(RoutingContext context, byte[] body) {
        String given = Parameters.ofForm(body).find("csrf").orElse("");
        return session(context).filter(session -> forms.isOurs(context, csrf(context), given));
    }

    /// A value that only a page of this session can know.
    String csrf(RoutingContext context) {
        return OwnForms.token("account", cookie.read(context).orElse(""));
    }

    /// Whether the person proved who they are just now.
    boolean isFresh(Session session) {
        return clock.instant().isBefore(session.authTime().plus(config.proofLifetime()));
    }
}
