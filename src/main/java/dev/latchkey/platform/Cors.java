package dev.latchkey.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/// Cross-origin answers of the OAuth endpoints. The client is known only once the body is read, so
/// every preflight is answered, and the real answer decides.
public final class Cors {
    private static final String HEADERS = "Authorization, Content-Type, DPoP";
    private static final String REFUSED = "latchkey.cors.refused";

    private Cors() {}

    /// Lets the page that called read the answer.
    ///
    /// @param allowed says whether the application that the request speaks for allows the origin
    /// @return false when the request came from a page of a foreign origin
    public static boolean admit(RoutingContext context, Predicate<String> allowed) {
        String origin = context.request().getHeader("Origin");
        if (origin == null || allowed.test(origin)) {
            return true;
        }
        context.put(REFUSED, true);
        return false;
    }

    /// Adds the headers to an answer unless the origin was refused; an error before the client is
    /// known holds nothing that a foreign page must not read.
    public static void expose(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader("Origin");
        if (origin != null && context.get(REFUSED) == null) {
            HttpServerResponse response = request.response();
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce, Retry-After");
            vary(response);
        }
    }

    /// The answer depends on more than that, maybe.
    private static void vary(HttpServerResponse response) {
        if (!response.headers().contains("Vary", "Origin", true)) {
            response.headers().add("Vary", "Origin");
        }
    }

    /// Answers a preflight request of the OAuth endpoints (Fetch Standard §3.2.2).
    public static void preflight(RoutingContext context) {
        allow(context, "GET, POST", HEADERS);
    }

    /// The same for other methods, and one header besides.
    public static void preflight(RoutingContext context, String methods, String header) {
        allow(context, methods, HEADERS + ", " + header);
    }

    private static void allow(RoutingContext context, String methods, String headers) {
        HttpServerResponse response = context.response();
        String origin = context.request().getHeader("Origin");
        if (origin != null) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Vary", "Origin");
        }
        response.putHeader("Access-Control-Allow-Methods", methods)
                .putHeader("Access-Control-Allow-Headers", headers)
                .putHeader("Access-Control-Max-Age", "3600")
                .setStatusCode(204)
                .end();
    }
}
