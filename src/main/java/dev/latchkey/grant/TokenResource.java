package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.UNSUPPORTED_GRANT_TYPE;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.client.OAuthRequest;
import dev.latchkey.dpop.Proofs;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import dev.latchkey.token.TokenResponse;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The token endpoint (RFC 6749 §3.2).
@Path("/oidc/token")
public class TokenResource {
    private final OAuthRequest.Reader requests;
    private final Proofs proofs;
    private final TokenJournal journal;
    private final Map<GrantType, Grant> grants = new EnumMap<>(GrantType.class);

    TokenResource(OAuthRequest.Reader requests, Proofs proofs, TokenJournal journal, @All List<Grant> grants) {
        this.requests = requests;
        this.proofs = proofs;
        this.journal = journal;
        grants.forEach(grant -> this.grants.put(grant.type(), grant));
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response exchange(RoutingContext context, byte[] body) {
        OAuthRequest request = requests.read(context, body);
        Grant grant = grantFor(request.parameters());
        request.client().requireAllowed(grant.type());
        AuthenticatedClient client = proofs.bind(context, "/token", request.client());
        TokenResponse tokens = redeem(context, grant, request.parameters(), client);
        Cors.expose(context);
        return Response.ok(tokens.toJson(), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    private TokenResponse redeem(RoutingContext context, Grant grant, Parameters request, AuthenticatedClient client) {
        try {
            TokenResponse tokens = grant.redeem(request, client);
            journal.issued(grant.type());
            return tokens;
        } catch (OAuthException refusal) {
            journal.refused(context, grant.type(), client.id(), refusal);
            throw refusal;
        }
    }

    private Grant grantFor(Parameters parameters) {
        String type = parameters
                .find("grant_type")
                .orElseThrow(() -> INVALID_REQUEST.because("missing required parameter grant_type"));
        return GrantType.of(type)
                .map(grants::get)
                .orElseThrow(() -> UNSUPPORTED_GRANT_TYPE.because("this grant_type is not supported"));
    }
}
