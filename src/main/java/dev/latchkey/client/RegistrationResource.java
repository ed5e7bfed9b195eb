package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT_METADATA;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where applications register themselves (RFC 7591 §3), and look after their registration (RFC 7592 §2).
@Path("/oidc/register")
@RunOnVirtualThread
public class RegistrationResource {
    private static final String BEARER = "bearer ";
    private static final int MAX_BYTES = 64 * 1024;

    private final Registrations registrations;
    private final RegistrationConfig config;
    private final ObjectMapper json;

    RegistrationResource(Registrations registrations, RegistrationConfig config, ObjectMapper json) {
        this.registrations = registrations;
        this.config = config;
        this.json = json;
    }

    @POST
    @Operation(hidden = true)
    public Response register(RoutingContext context, byte[] body) {
        String token = token(context);
        return answer(201, registrations.register(token, read(context, body)));
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Response find(RoutingContext context, @PathParam("id") String id) {
        return answer(200, registrations.find(id, token(context)));
    }

    @PUT
    @Path("/{id}")
    @Operation(hidden = true)
    public Response replace(RoutingContext context, @PathParam("id") String id, byte[] body) {
        String token = token(context);
        return answer(200, registrations.replace(id, token, read(context, body)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(hidden = true)
    public Response remove(RoutingContext context, @PathParam("id") String id) {
        registrations.remove(id, token(context));
        return Response.noContent().header("Cache-Control", "no-store").build();
    }

    private String token(RoutingContext context) {
        if (!config.enabled()) {
            throw new NotFoundException();
        }
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw INVALID_TOKEN.because("registration needs a bearer token");
        }
        return header.substring(BEARER.length()).strip();
    }

    private ObjectNode read(RoutingContext context, byte[] body) {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.regionMatches(true, 0, MediaType.APPLICATION_JSON, 0, 16)) {
            throw INVALID_REQUEST.because("Content-Type must be application/json");
        }
        if (body == null || body.length > MAX_BYTES) {
            throw INVALID_REQUEST.because("the body must be a JSON object of at most " + MAX_BYTES + " bytes");
        }
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException _) {
            throw INVALID_CLIENT_METADATA.because("the body is no JSON");
        }
        throw INVALID_CLIENT_METADATA.because("the body must be a JSON object");
    }

    private static Response answer(int status, ObjectNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .entity(body.toString())
                .build();
    }
}
