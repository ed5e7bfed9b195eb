package dev.latchkey.account;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionCookie;
import dev.latchkey.session.Sessions;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/// Who is at the account page, and whether a form is one of our own.
@Singleton
class AccountGate {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AccountConfig config;
    private final Clock clock;
    private final String origin;

    AccountGate(Sessions sessions, SessionCookie cookie, AccountConfig config, Clock clock, LatchkeyConfig latchkey) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.config = config;
        this.clock = clock;
        this.origin = latchkey.origin();
    }

    Optional<Session> session(RoutingContext context) {
        return sessions.find(cookie.read(context));
    }

    /// The session whose page sent this form.
    Optional<Session> submitted(RoutingContext context, byte[] body) {
        String from = context.request().getHeader("Origin");
        boolean ours = from == null || from.equals(origin);
        String given = Parameters.ofForm(body).find("csrf").orElse("");
        return session(context).filter(session -> ours && Hashes.sameText(csrf(context), given));
    }

    /// A value that only a page of this session can know.
    String csrf(RoutingContext context) {
        String secret = "account csrf " + cookie.read(context).orElse("");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hashes.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether the person proved who they are just now.
    boolean isFresh(Session session) {
        return clock.instant().isBefore(session.authTime().plus(config.proofLifetime()));
    }
}
