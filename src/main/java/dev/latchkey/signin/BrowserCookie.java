package dev.latchkey.signin;

import dev.latchkey.platform.Cookies;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.OwnForms;
import dev.latchkey.platform.RandomValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;

/// The secret that binds sign-ins to one browser, and the CSRF tokens that follow from it.
@Singleton
class BrowserCookie {
    private static final String NAME = "latchkey_browser";

    private final Cookies cookies;

    BrowserCookie(Cookies cookies) {
        this.cookies = cookies;
    }

    Optional<String> read(RoutingContext context) {
        return cookies.find(context, NAME).filter(RandomValues::isToken);
    }

    String header(String value) {
        return cookies.set(NAME, value);
    }

    /// True when the sign-in was begun in the browser that now asks.
    boolean began(SignIn signIn, RoutingContext context) {
        return read(context)
                .filter(value -> MessageDigest.isEqual(Hashes.sha256(value), signIn.browserHash()))
                .isPresent();
    }

    /// A value that only a page of this sign-in in this browser can know.
    static String csrfToken(String browser, String signInId) {
        return OwnForms.token("sign-in " + signInId, browser);
    }
}
