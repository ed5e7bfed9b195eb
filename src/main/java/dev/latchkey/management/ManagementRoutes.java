package dev.latchkey.management;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// The further addresses of the API's description (reference section 2), and a JSON answer where
/// nothing is.
@Singleton
class ManagementRoutes {
    private static final String DESCRIPTION = "/api/openapi?format=JSON";

    void register(@Observes Router router) {
        router.get("/api/swagger.json").handler(context -> context.reroute(DESCRIPTION));
        router.get("/api/.well-known/management.openapi.json").handler(context -> context.reroute(DESCRIPTION));
        router.route("/api/*").last().handler(ManagementRoutes::nothingHere);
    }

    private static void nothingHere(RoutingContext context) {
        context.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("code", "entity.not_found")
                        .put("message", "There is nothing at this address.")
                        .encode());
    }
}
