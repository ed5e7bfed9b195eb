package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.LatchkeyConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The button, pressed in a page that an app's SDK is around (reference, social sign-in §6): answers what the
/// SDK is told, the provider's own SDK first, the system's browser else.
@Path("/sign-in/bridge/{target}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BridgeResource {
    private final SignInGate gate;
    private final SignInOptions options;
    private final SocialVisits visits;
    private final Errands errands;
    private final Handovers handovers;
    private final ProviderFailures failures;
    private final String baseUrl;

    BridgeResource(
            SignInGate gate,
            SignInOptions options,
            SocialVisits visits,
            Errands errands,
            Handovers handovers,
            ProviderFailures failures,
            LatchkeyConfig config) {
        this.gate = gate;
        this.options = options;
        this.visits = visits;
        this.errands = errands;
        this.handovers = handovers;
        this.failures = failures;
        this.baseUrl = config.baseUrl();
    }

    /// What the SDK can do, as the page's script found it.
    private record Sdk(boolean isNative, Optional<String> callbackLink) {
        static Sdk of(Parameters form, String target) {
            boolean isNative = Arrays.asList(
                            form.find("native_targets").orElse("").split(" "))
                    .contains(target);
            Optional<String> link = form.find("callback_link")
                    .filter(ignored -> form.find("universal").orElse("").equals("true"))
                    .filter(Handovers::isCallbackLink);
            return new Sdk(isNative, link);
        }
    }

    @POST
    @Operation(hidden = true)
    public Response start(RoutingContext context, @PathParam("target") String target, byte[] body) {
        Parameters form = Parameters.ofForm(body);
        SignIn signIn = gate.submitted(context, form);
        Sdk sdk = Sdk.of(form, target);
        Map<String, String> answer = gate.elsewhere(signIn)
                .map(elsewhere -> location(elsewhere.getHeaderString("Location")))
                .orElseGet(() -> errand(signIn, form)
                        .map(errand -> start(context, signIn, target, sdk, errand))
                        .orElseGet(() -> location(signIn.accountPath())));
        return Response.ok(answer).header("Cache-Control", "no-store").build();
    }

    /// A form that names a decision proves an account for that very one.
    private Optional<Errand> errand(SignIn signIn, Parameters form) {
        Optional<Errand> named = form.find("pending").map(Errand.Prove::new);
        return named.isEmpty()
                ? errands.of(signIn, Errand.Kind.ENTER)
                : errands.of(signIn, Errand.Kind.PROVE).filter(named.get()::equals);
    }

    private Map<String, String> start(RoutingContext context, SignIn signIn, String target, Sdk sdk, Errand errand) {
        Optional<ConfiguredConnector> vendor = sdk.isNative() ? options.nativeByTarget(target) : Optional.empty();
        if (vendor.isPresent()) {
            return byVendor(context, signIn, vendor.get(), errand);
        }
        Optional<ConfiguredConnector> page = options.socialByTarget(target, Browsers.userAgent(context));
        return page.flatMap(connector ->
                        sdk.callbackLink().map(link -> byBrowser(context, signIn, connector, errand, link)))
                .orElseGet(() -> location(errand.kind().back(signIn)));
    }

    private Map<String, String> byVendor(
            RoutingContext context, SignIn signIn, ConfiguredConnector connector, Errand errand) {
        try {
            SocialVisits.Begun visit = visits.begin(
                    signIn, connector, Browsers.userAgent(context), errand, connector.connector()::authorizationUri);
            return addresses(visit.address(), connector);
        } catch (ConnectorException failure) {
            throw failures.atTheDoor(context, signIn, connector, failure);
        }
    }

    private Map<String, String> byBrowser(
            RoutingContext context, SignIn signIn, ConfiguredConnector connector, Errand errand, String callbackLink) {
        try {
            SocialVisits.Begun visit = visits.begin(
                    signIn, connector, Browsers.userAgent(context), errand, connector.connector()::inBrowser);
            handovers.byLink(visit, callbackLink);
            return addresses(
                    baseUrl + "/social/landing/" + connector.id() + "?redirect_to=" + encoded(visit.address())
                            + "&native_callback=" + encoded(callbackLink),
                    connector);
        } catch (ConnectorException failure) {
            throw failures.atTheDoor(context, signIn, connector, failure);
        }
    }

    private Map<String, String> addresses(String redirectTo, ConfiguredConnector connector) {
        return Map.of("redirectTo", redirectTo, "callbackUri", baseUrl + "/callback/social/" + connector.id());
    }

    private static Map<String, String> location(String path) {
        return Map.of("location", path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
