package dev.latchkey.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.OAuthException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers a refused OAuth request in both of the shapes that clients read: `error` and
/// `error_description` (RFC 6749 §5.2), and `code` and `message`, which the Logto SDKs want.
@Singleton
public class OAuthErrors {
    /// A provider that is down, or too many wrong codes within a minute.
    private static final int RETRY_AFTER_SECONDS = 60;

    private final ObjectMapper json;

    OAuthErrors(ObjectMapper json) {
        this.json = json;
    }

    @ServerExceptionMapper
    Response toResponse(OAuthException refusal, RoutingContext context) {
        Cors.expose(context);
        Response.ResponseBuilder answer = Response.status(status(refusal, context))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity(body(refusal, context).toString());
        if (refusal.error() == OAuthError.TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        String challenge = challenge(refusal, context);
        return (challenge == null ? answer : answer.header("WWW-Authenticate", challenge)).build();
    }

    /// The JSON body of a refusal.
    public ObjectNode body(OAuthException refusal, RoutingContext context) {
        ObjectNode body = json.createObjectNode();
        // some clients take `code` for an authorization code: they may switch it off
        if (!"false".equals(context.request().getParam("parse_error"))) {
            body.put("code", "oidc." + refusal.error().code());
            body.put("message", refusal.description());
        }
        return body.put("error", refusal.error().code()).put("error_description", refusal.description());
    }

    /// A proof that fails at a resource is a matter of 401 (RFC 9449 §7.1 and §9), elsewhere of 400.
    private static int status(OAuthException refusal, RoutingContext context) {
        return switch (refusal.error()) {
            case INVALID_DPOP_PROOF, USE_DPOP_NONCE -> Challenge.isReplaced(context) ? 401 : 400;
            default -> refusal.error().status();
        };
    }

    /// RFC 6749 §5.2, RFC 6750 §3 and RFC 9449 §7.1; a client that sent no header is not asked for one.
    private static String challenge(OAuthException refusal, RoutingContext context) {
        return switch (refusal.error()) {
            case INVALID_CLIENT ->
                context.request().getHeader("Authorization") == null ? null : "Basic realm=\"latchkey\"";
            case INVALID_TOKEN, INSUFFICIENT_SCOPE -> Challenge.of(refusal, context);
            case INVALID_DPOP_PROOF, USE_DPOP_NONCE ->
                Challenge.isReplaced(context) ? Challenge.of(refusal, context) : null;
            default -> null;
        };
    }
}
