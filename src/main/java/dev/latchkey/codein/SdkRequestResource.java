package dev.latchkey.codein;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.OAuthRequest;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.platform.Cors;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.signin.AppSignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What an app passes to a provider's full SDK: a request that only the operator's key can sign, for applications
/// that may trade the code that comes of it. `request_id` names it at the provider.
@Path("/oidc/social/sdk-request")
public class SdkRequestResource {
    private final OAuthRequest.Reader requests;
    private final AppSignIn signIn;
    private final RandomValues random;

    SdkRequestResource(OAuthRequest.Reader requests, AppSignIn signIn, RandomValues random) {
        this.requests = requests;
        this.signIn = signIn;
        this.random = random;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response make(RoutingContext context, byte[] body) {
        OAuthRequest request = requests.read(context, body);
        request.client().requireAllowed(GrantType.TOKEN_EXCHANGE);
        ConfiguredConnector connector = signIn.offered(request.parameters().required("connector_id"))
                .orElseThrow(() -> INVALID_REQUEST.because("connector_id is not one that people can sign in by"));
        String requestId = random.clientSecret();
        String signed = connector
                .connector()
                .sdkRequest(requestId)
                .orElseThrow(() -> INVALID_REQUEST.because("this connector is not set up for the provider's full SDK"));
        Cors.expose(context);
        return Response.ok(
                        Map.of("request", signed, "request_id", requestId, "connector_id", connector.id()),
                        MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
