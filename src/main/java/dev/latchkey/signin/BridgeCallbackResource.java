package dev.latchkey.signin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where an app's SDK brings what the provider's SDK or the system's browser gave it, within the same web view.
@Path("/callback/social/{connector}")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class BridgeCallbackResource {
    private final SocialSignIn socialSignIn;

    BridgeCallbackResource(SocialSignIn socialSignIn) {
        this.socialSignIn = socialSignIn;
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context, @PathParam("connector") String connectorId) {
        return socialSignIn.complete(context, connectorId);
    }
}
