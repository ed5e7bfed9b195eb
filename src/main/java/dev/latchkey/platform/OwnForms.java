package dev.latchkey.platform;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Base64;

/// Tells forms that our own pages sent from those of other sites: they carry a value that only such a page can know,
/// and where the browser names an origin, it is ours.
@Singleton
public class OwnForms {
    private final String origin;

    OwnForms(LatchkeyConfig config) {
        this.origin = config.origin();
    }

    /// The value for a page.
    ///
    /// @param purpose what its form is for, so that no form does for another
    /// @param secret of the browser, from a cookie
    public static String token(String purpose, String secret) {
        byte[] hash = Hashes.sha256("csrf " + purpose + " " + secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /// @param expected the value that the page was given
    /// @param given what the form carries
    public boolean isOurs(RoutingContext context, String expected, String given) {
        String from = context.request().getHeader("Origin");
        return (from == null || from.equals(origin)) && Hashes.sameText(expected, given);
    }
}
