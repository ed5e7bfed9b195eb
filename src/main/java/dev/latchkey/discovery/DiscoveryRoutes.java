package dev.latchkey.discovery;

import dev.latchkey.key.SigningKeys;
import dev.latchkey.platform.Cors;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Discovery, JWKS and CORS preflights, answered on the event loop: bytes that were made once are
/// written as they are, without a framework in between.
@Singleton
class DiscoveryRoutes {
    /// Before the routes of the REST layer.
    private static final int EARLY = -100;

    /// What pages call by script; a browser is only ever led to the others (RFC 9700 §2.6).
    private static final List<String> CALLED_FROM_PAGES = List.of(
            "/oidc/.well-known/openid-configuration",
            "/oidc/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server/oidc",
            "/oidc/jwks",
            "/oidc/token",
            "/oidc/token/revocation",
            "/oidc/token/introspection",
            "/oidc/me",
            "/oidc/request",
            "/oidc/device/auth",
            "/oidc/social/sdk-request");

    private final Metadata metadata;
    private final SigningKeys keys;

    DiscoveryRoutes(Metadata metadata, SigningKeys keys) {
        this.metadata = metadata;
        this.keys = keys;
    }

    void register(@Observes Router router) {
        router.get("/oidc/.well-known/openid-configuration").order(EARLY).handler(this::metadata);
        router.get("/oidc/.well-known/oauth-authorization-server").order(EARLY).handler(this::metadata);
        router.get("/.well-known/oauth-authorization-server/oidc").order(EARLY).handler(this::metadata);
        router.get("/oidc/jwks").order(EARLY).handler(this::jwks);
        CALLED_FROM_PAGES.forEach(path -> router.options(path).order(EARLY).handler(Cors::preflight));
    }

    private void metadata(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "public, max-age=300")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(Buffer.buffer(metadata.document()));
    }

    /// Not to be kept without asking: a new key has to be seen before it signs.
    private void jwks(RoutingContext context) {
        byte[] jwks = keys.jwks();
        String tag = "\"" + HexFormat.of().toHexDigits(Arrays.hashCode(jwks)) + "\"";
        var response = context.response()
                .putHeader("Cache-Control", "no-cache, max-age=0, must-revalidate")
                .putHeader("ETag", tag)
                .putHeader("Access-Control-Allow-Origin", "*");
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", "application/jwk-set+json").end(Buffer.buffer(jwks));
        }
    }
}
