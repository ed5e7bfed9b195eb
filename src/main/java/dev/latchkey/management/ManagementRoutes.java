package dev.latchkey.management;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// The further addresses of the API's description (reference section 2).
@Singleton
class ManagementRoutes {
    private static final String DESCRIPTION = "/api/openapi?format=JSON";

    void register(@Observes Router router) {
        router.get("/api/swagger.json").handler(context -> context.reroute(DESCRIPTION));
        router.get("/api/.well-known/management.openapi.json").handler(context -> context.reroute(DESCRIPTION));
    }
}
