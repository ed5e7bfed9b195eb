package dev.latchkey.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.OAuthException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers a refused OAuth request in both of the shapes that clients read: `error` and
/// `error_description` (RFC 6749 §5.2), and `code` and `message`, which the Logto SDKs want.
@Singleton
public class OAuthErrors {
    private final ObjectMapper json;

    OAuthErrors(ObjectMapper json) {
        this.json = json;
    }

    @ServerExceptionMapper
    Response toResponse(OAuthException refusal, RoutingContext context) {
        Cors.expose(context);
        Response.ResponseBuilder answer = Response.status(refusal.error().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity(body(refusal, context).toString());
        String challenge = challenge(refusal, context.request().getHeader("Authorization"));
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

    /// RFC 6749 §5.2 and RFC 6750 §3; a client that sent no header is not asked for one.
    private static String challenge(OAuthException refusal, String authorization) {
        OAuthError error = refusal.error();
        return switch (error) {
            case INVALID_CLIENT -> authorization == null ? null : "Basic realm=\"latchkey\"";
            case INVALID_TOKEN, INSUFFICIENT_SCOPE ->
                "Bearer realm=\"latchkey\", error=\"" + error.code() + "\", error_description=\""
                        + refusal.description().replace('"', '\'') + "\"";
            default -> null;
        };
    }
}
