package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.platform.RandomValues;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// From a phone's browser into the provider's app and back. The app shows the provider's page in a browser of
/// its own, so the answer arrives there and waits for this one ([Handovers]).
@Path("/sign-in/app/{connector}")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class AppLinkResource {
    private final SignInGate gate;
    private final SignInOptions options;
    private final SocialVisits visits;
    private final Errands errands;
    private final Handovers handovers;
    private final SocialSignIn socialSignIn;
    private final ProviderFailures failures;
    private final SignInViews views;
    private final RandomValues random;

    AppLinkResource(
            SignInGate gate,
            SignInOptions options,
            SocialVisits visits,
            Errands errands,
            Handovers handovers,
            SocialSignIn socialSignIn,
            ProviderFailures failures,
            SignInViews views,
            RandomValues random) {
        this.gate = gate;
        this.options = options;
        this.visits = visits;
        this.errands = errands;
        this.handovers = handovers;
        this.socialSignIn = socialSignIn;
        this.failures = failures;
        this.views = views;
        this.random = random;
    }

    @GET
    @Operation(hidden = true)
    public Response page(
            RoutingContext context,
            @PathParam("connector") String connectorId,
            @QueryParam("id") String id,
            @QueryParam("for") String kind) {
        SignIn signIn = gate.own(context, id);
        Errand.Kind wanted = Errand.Kind.of(kind);
        return gate.elsewhere(signIn)
                .orElseGet(() -> options.socialById(connectorId, Browsers.userAgent(context))
                        .flatMap(connector ->
                                errands.of(signIn, wanted).map(errand -> page(context, signIn, connector, errand)))
                        .orElseGet(() -> Responses.seeOther(wanted.back(signIn)).build()));
    }

    private Response page(RoutingContext context, SignIn signIn, ConfiguredConnector connector, Errand errand) {
        String userAgent = Browsers.userAgent(context);
        Optional<UnaryOperator<URI>> link = connector.connector().appLink(userAgent);
        try {
            SocialVisits.Begun visit =
                    visits.begin(signIn, connector, userAgent, errand, connector.connector()::inBrowser);
            if (link.isEmpty()) {
                return Responses.seeOther(visit.address()).build();
            }
            String number = random.number(2);
            handovers.byNumber(visit, number);
            return views.appLink(
                    context,
                    signIn,
                    connector,
                    errand.kind(),
                    link.get().apply(URI.create(visit.address())),
                    visit.address(),
                    number);
        } catch (ConnectorException failure) {
            throw failures.atTheDoor(context, signIn, connector, failure);
        }
    }

    /// The person is back.
    @GET
    @Path("/return")
    @Operation(hidden = true)
    public Response back(
            RoutingContext context,
            @PathParam("connector") String connectorId,
            @QueryParam("id") String id,
            @QueryParam("for") String kind) {
        SignIn signIn = gate.own(context, id);
        Errand.Kind errand = Errand.Kind.of(kind);
        return gate.elsewhere(signIn)
                .orElseGet(() -> handovers
                        .answer(signIn, connectorId)
                        .map(answer -> socialSignIn.complete(context, connectorId, answer))
                        .orElseThrow(() -> new SignInStoppedException(
                                Notice.of(Trouble.NOT_CONFIRMED),
                                Optional.of(signIn),
                                new Action(Way.TRY_AGAIN, ProviderDoor.appPath(signIn, connectorId, errand)),
                                new Action(Way.OTHER_METHOD, errand.back(signIn)))));
    }

    /// For the script: 200 when going back makes sense, 204 as long as it does not.
    @GET
    @Path("/arrived")
    @Operation(hidden = true)
    public Response arrived(
            RoutingContext context, @PathParam("connector") String connectorId, @QueryParam("id") String id) {
        SignIn signIn = gate.own(context, id);
        boolean arrived = gate.elsewhere(signIn).isPresent()
                || handovers.answer(signIn, connectorId).isPresent();
        return Response.status(arrived ? 200 : 204)
                .header("Cache-Control", "no-store")
                .build();
    }
}
