package dev.latchkey.grant;

import dev.latchkey.client.OAuthRequest;
import dev.latchkey.platform.Cors;
import dev.latchkey.token.Authorizations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Token revocation (RFC 7009): an empty 200, whether the token was known or not.
@Path("/oidc/token/revocation")
public class RevocationResource {
    private final OAuthRequest.Reader requests;
    private final Authorizations authorizations;

    RevocationResource(OAuthRequest.Reader requests, Authorizations authorizations) {
        this.requests = requests;
        this.authorizations = authorizations;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response revoke(RoutingContext context, byte[] body) {
        OAuthRequest request = requests.read(context, body);
        authorizations.revokeToken(
                request.parameters().required("token"), request.client().id());
        Cors.expose(context);
        return Response.ok().header("Cache-Control", "no-store").build();
    }
}
