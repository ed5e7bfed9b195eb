package dev.latchkey.authorize;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.Application;
import dev.latchkey.client.OAuthRequest;
import dev.latchkey.dpop.Proofs;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Takes an authorization request from the application itself, before the person comes with a reference to it
/// (RFC 9126 §2). Whatever the authorization endpoint would refuse is refused here.
@Path("/oidc/request")
public class PushedRequestResource {
    private static final String DPOP_KEY = "dpop_jkt";

    private final OAuthRequest.Reader reader;
    private final AuthorizationRequests requests;
    private final PushedRequests pushedRequests;
    private final Proofs proofs;
    private final ObjectMapper json;

    PushedRequestResource(
            OAuthRequest.Reader reader,
            AuthorizationRequests requests,
            PushedRequests pushedRequests,
            Proofs proofs,
            ObjectMapper json) {
        this.reader = reader;
        this.requests = requests;
        this.pushedRequests = pushedRequests;
        this.proofs = proofs;
        this.json = json;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response push(RoutingContext context, byte[] body) {
        OAuthRequest request = reader.read(context, body);
        Application application = request.client().application();
        if (request.parameters().has(PushedRequests.REFERENCE)) {
            throw INVALID_REQUEST.because("request_uri cannot be pushed"); // RFC 9126 §2.1
        }
        String reference = pushedRequests.newReference();
        AuthorizationRequest checked = check(
                application,
                request.parameters().with("client_id", application.id()).with(PushedRequests.REFERENCE, reference));
        Optional<KeyThumbprint> key = proofs.find(context, "/request", application);
        pushedRequests.push(application, bound(checked, key));
        Cors.expose(context);
        return Response.status(201)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity(json.createObjectNode()
                        .put("request_uri", reference)
                        .put("expires_in", pushedRequests.lifetime())
                        .toString())
                .build();
    }

    private AuthorizationRequest check(Application application, Parameters parameters) {
        try {
            return requests.check(application, requests.returnAddress(application, parameters), parameters);
        } catch (UntrustedRequestException refused) {
            throw refused.refusal();
        }
    }

    /// RFC 9449 §10.1: a proof here binds the code as `dpop_jkt` does, and must not contradict it.
    private static Parameters bound(AuthorizationRequest request, Optional<KeyThumbprint> proven) {
        if (proven.isPresent() && !KeyThumbprint.admits(request.key(), proven)) {
            throw INVALID_REQUEST.because("dpop_jkt is another key than that of the DPoP proof");
        }
        return proven.map(key -> request.parameters().with(DPOP_KEY, key.value()))
                .orElse(request.parameters());
    }
}
