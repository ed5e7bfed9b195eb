package dev.latchkey.session;

import dev.latchkey.platform.Cookies;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The cookie that carries a session's secret value.
@Singleton
public class SessionCookie {
    private static final String NAME = "latchkey_session";

    private final Cookies cookies;
    private final SessionConfig config;

    SessionCookie(Cookies cookies, SessionConfig config) {
        this.cookies = cookies;
        this.config = config;
    }

    public Optional<String> read(RoutingContext context) {
        return cookies.find(context, NAME);
    }

    /// The header that hands a new session to the browser.
    public String header(String value) {
        return cookies.set(NAME, value, config.absoluteTimeout());
    }

    public String clearingHeader() {
        return cookies.clear(NAME);
    }
}
