package dev.latchkey.platform;

import dev.latchkey.oauth.OAuthException;
import io.vertx.ext.web.RoutingContext;

/// How a client is told to present an access token (`WWW-Authenticate`, RFC 6750 §3 and RFC 9449 §7.1).
public final class Challenge {
    private static final String BEARER = "Bearer realm=\"latchkey\"";
    private static final String OTHER = "latchkey.challenge";

    private Challenge() {}

    /// From here on refusals of this request ask for something else than a bearer token.
    ///
    /// @param challenge the scheme with at least one parameter
    public static void insteadOfBearer(RoutingContext context, String challenge) {
        context.put(OTHER, challenge);
    }

    /// Whether the request is one for a resource that asks so.
    static boolean isReplaced(RoutingContext context) {
        return context.get(OTHER) != null;
    }

    static String of(OAuthException refusal, RoutingContext context) {
        String other = context.get(OTHER);
        return (other == null ? BEARER : other) + ", error=\""
                + refusal.error().code() + "\", error_description=\""
                + refusal.description().replace('"', '\'') + "\"";
    }
}
