package dev.latchkey.account;

import dev.latchkey.platform.Cors;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Lets pages of applications call the account API (Fetch Standard §3.2): whether the page is one of the token's
/// application is decided with the token, so every preflight is answered.
@Singleton
class AccountRoutes {
    private static final int EARLY = -1000;
    private static final List<String> PATHS = List.of("/api/my-account*", "/api/verifications*");

    void register(@Observes Router router) {
        PATHS.forEach(path -> {
            router.options(path).order(EARLY).handler(AccountRoutes::preflight);
            router.route(path).order(EARLY).handler(AccountRoutes::expose);
        });
    }

    private static void preflight(RoutingContext context) {
        Cors.preflight(context, "GET, POST, PATCH, DELETE", MyAccountResource.PROOF);
    }

    /// Also an error, whoever answers with it.
    private static void expose(RoutingContext context) {
        context.addHeadersEndHandler(_ -> Cors.expose(context));
        context.next();
    }
}
