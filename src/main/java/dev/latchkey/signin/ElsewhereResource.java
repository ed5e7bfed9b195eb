package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.Entrance;
import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Asks a person to open a browser, where an app lets them not go to the provider. In that browser this same
/// address leads to the application, because what the application remembers of the sign-in stayed in the app.
@Path("/sign-in/elsewhere/{connector}")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class ElsewhereResource {
    private final SignIns signIns;
    private final SignInOptions options;
    private final SignInViews views;

    ElsewhereResource(SignIns signIns, SignInOptions options, SignInViews views) {
        this.signIns = signIns;
        this.options = options;
        this.views = views;
    }

    @GET
    @Operation(hidden = true)
    public Response page(
            RoutingContext context,
            @PathParam("connector") String connectorId,
            @QueryParam("id") String id,
            @QueryParam("for") String errand) {
        SignIn signIn = Optional.ofNullable(id)
                .flatMap(signIns::find)
                .orElseThrow(() -> new SignInStoppedException(Notice.of(Trouble.SIGN_IN_EXPIRED), Optional.empty()));
        String userAgent = Browsers.userAgent(context);
        return options.socialById(connectorId, userAgent)
                .filter(connector -> connector.connector().entrance(userAgent) == Entrance.CLOSED)
                .map(connector -> ask(context, signIn, connector, Errand.Kind.of(errand)))
                .orElseGet(() -> Responses.seeOther(signIn.anewPath()).build());
    }

    private Response ask(RoutingContext context, SignIn signIn, ConfiguredConnector connector, Errand.Kind errand) {
        Notice notice = Notice.of(Trouble.OPEN_IN_BROWSER).from(views.providerName(context, signIn, connector));
        return views.stopped(
                context,
                new SignInStoppedException(
                        notice, Optional.of(signIn), new Action(Way.OTHER_METHOD, errand.back(signIn))));
    }
}
