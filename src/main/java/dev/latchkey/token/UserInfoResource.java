package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.AllowedOrigins;
import dev.latchkey.client.Applications;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Userinfo (OIDC Core §5.3): by GET, by POST with the token in the header, by POST with the token
/// in a form body.
@Path("/oidc/me")
@RunOnVirtualThread
public class UserInfoResource {
    private static final String BEARER = "bearer ";

    private final UserInfo userInfo;
    private final Applications applications;
    private final AllowedOrigins origins;
    private final ObjectMapper json;

    UserInfoResource(UserInfo userInfo, Applications applications, AllowedOrigins origins, ObjectMapper json) {
        this.userInfo = userInfo;
        this.applications = applications;
        this.origins = origins;
        this.json = json;
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context) {
        return answer(context, tokenInHeader(context));
    }

    @POST
    @Operation(hidden = true)
    public Response post(RoutingContext context, byte[] body) {
        boolean inHeader = context.request().getHeader("Authorization") != null;
        String token = inHeader
                ? tokenInHeader(context)
                : Parameters.ofForm(body)
                        .find("access_token")
                        .orElseThrow(() -> INVALID_TOKEN.because("access token is missing"));
        return answer(context, token);
    }

    private static String tokenInHeader(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw INVALID_TOKEN.because("access token is missing");
        }
        return header.substring(BEARER.length()).strip();
    }

    private Response answer(RoutingContext context, String token) {
        UserInfo.Answer answer = userInfo.read(token);
        boolean admitted = Cors.admit(
                context,
                origin -> applications
                        .find(answer.clientId())
                        .filter(application -> origins.allows(application, origin))
                        .isPresent());
        if (!admitted) {
            throw INVALID_REQUEST.because("this origin is not allowed for the application");
        }
        Cors.expose(context);
        return Response.ok(write(answer), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private String write(UserInfo.Answer answer) {
        try {
            return json.writeValueAsString(answer.claims());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims are not JSON", e);
        }
    }
}
