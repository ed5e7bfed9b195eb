package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where social providers send people back to.
@Path("/callback/{connector}")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class CallbackResource {
    private static final Pattern CONNECTOR_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final SocialSignIn socialSignIn;

    CallbackResource(SocialSignIn socialSignIn) {
        this.socialSignIn = socialSignIn;
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context, @PathParam("connector") String connectorId) {
        return socialSignIn.complete(context, connectorId);
    }

    /// Some providers answer by form post, to which the browser adds no `SameSite=Lax` cookies: one
    /// redirect later it does.
    @POST
    @Operation(hidden = true)
    public Response post(@PathParam("connector") String connectorId, byte[] body) {
        if (!CONNECTOR_ID.matcher(connectorId).matches()) {
            throw new NotFoundException();
        }
        String query =
                socialSignIn.read(connectorId, () -> Parameters.ofForm(body)).toQuery();
        return Responses.seeOther("/callback/" + connectorId + "?" + query).build();
    }
}
