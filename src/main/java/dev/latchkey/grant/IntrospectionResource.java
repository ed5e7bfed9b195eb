package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.OAuthRequest;
import dev.latchkey.platform.Cors;
import dev.latchkey.token.Introspection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Token introspection (RFC 7662).
@Path("/oidc/token/introspection")
public class IntrospectionResource {
    private final OAuthRequest.Reader requests;
    private final Introspection introspection;
    private final ObjectMapper json;

    IntrospectionResource(OAuthRequest.Reader requests, Introspection introspection, ObjectMapper json) {
        this.requests = requests;
        this.introspection = introspection;
        this.json = json;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response introspect(RoutingContext context, byte[] body) {
        OAuthRequest request = requests.read(context, body);
        if (request.client().application().type().isPublic()) {
            throw INVALID_CLIENT.because("introspection needs an application with a secret"); // RFC 7662 §2.1
        }
        Map<String, Object> answer = introspection.of(
                request.parameters().required("token"), request.client().application());
        Cors.expose(context);
        return Response.ok(write(answer), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private String write(Map<String, Object> answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is not JSON", e);
        }
    }
}
