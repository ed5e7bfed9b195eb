package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Trouble;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What the other browser does for a sign-in that is not its own.
@Path("/social")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class HandoverResource {
    private final Handovers handovers;
    private final SignInViews views;

    HandoverResource(Handovers handovers, SignInViews views) {
        this.handovers = handovers;
        this.views = views;
    }

    /// Where an app's SDK opens the system's browser: on to the provider, if we have just made that very address
    /// for that very link. Anybody can write a link to this page, and none of them leads anywhere else.
    @GET
    @Path("/landing/{connector: [A-Za-z0-9_-]{1,128}}")
    @Operation(hidden = true)
    public Response landing(
            RoutingContext context,
            @PathParam("connector") String connectorId,
            @QueryParam("redirect_to") String address,
            @QueryParam("native_callback") String callbackLink) {
        boolean ours = address != null
                && callbackLink != null
                && Handovers.isCallbackLink(callbackLink)
                && handovers.leadsTo(connectorId, address, callbackLink);
        return ours ? Responses.seeOther(address).build() : views.message(context, Trouble.SIGN_IN_EXPIRED);
    }

    /// The person says which number the browser shows that waits.
    @POST
    @Path("/handover/{connector: [A-Za-z0-9_-]{1,128}}")
    @Operation(hidden = true)
    public Response confirm(RoutingContext context, @PathParam("connector") String connectorId, byte[] body) {
        Parameters form = Parameters.ofForm(body);
        Parameters answer = Parameters.ofQuery(form.find("answer").orElse(""));
        String state = answer.find("state").orElse("");
        Handovers.Confirmation confirmation = handovers.confirm(
                connectorId, state, form.find("number").orElse("").strip(), answer);
        return views.message(
                context,
                switch (confirmation) {
                    case RIGHT -> Trouble.CONFIRMED;
                    case WRONG -> Trouble.NUMBER_WRONG;
                    case LATE -> Trouble.SIGN_IN_EXPIRED;
                });
    }
}
