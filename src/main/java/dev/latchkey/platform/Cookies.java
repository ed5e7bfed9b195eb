package dev.latchkey.platform;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The cookies of this service: `HttpOnly`, `SameSite=Lax` (a provider comes back by a top-level
/// GET), path `/`, and on https `Secure` with the `__Host-` prefix.
@Singleton
public class Cookies {
    private final boolean https;

    Cookies(LatchkeyConfig config) {
        this.https = config.isHttps();
    }

    /// A cookie by its bare name, for example `latchkey_session`.
    public Optional<String> find(RoutingContext context, String name) {
        Cookie cookie = context.request().getCookie(fullName(name));
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    /// A `Set-Cookie` header that lives until the browser closes.
    public String set(String name, String value) {
        return fullName(name) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
    }

    /// A `Set-Cookie` header that outlives the browser; the server still decides when it is over.
    public String set(String name, String value, java.time.Duration maxAge) {
        return set(name, value) + "; Max-Age=" + maxAge.toSeconds();
    }

    /// A `Set-Cookie` header that removes it.
    public String clear(String name) {
        return set(name, "") + "; Max-Age=0";
    }

    private String fullName(String name) {
        return https ? "__Host-" + name : name;
    }
}
