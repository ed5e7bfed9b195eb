package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import dev.latchkey.client.AllowedOrigins;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.dpop.BoundTokens;
import dev.latchkey.dpop.PresentedToken;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import dev.latchkey.platform.LatchkeyConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Userinfo (OIDC Core §5.3): by GET, by POST with the token in the header, by POST with the token
/// in a form body. A token that is bound to a key needs a proof of it (RFC 9449 §7).
@Path("/oidc/me")
@RunOnVirtualThread
public class UserInfoResource {
    private static final Set<String> TOKEN_ALONE = Set.of("access_token");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final UserInfo userInfo;
    private final BoundTokens boundTokens;
    private final Applications applications;
    private final AllowedOrigins origins;
    private final UserInfoAnswers answers;
    private final String address;

    UserInfoResource(
            UserInfo userInfo,
            BoundTokens boundTokens,
            Applications applications,
            AllowedOrigins origins,
            UserInfoAnswers answers,
            LatchkeyConfig config) {
        this.userInfo = userInfo;
        this.boundTokens = boundTokens;
        this.applications = applications;
        this.origins = origins;
        this.answers = answers;
        this.address = config.issuer() + "/me";
    }

    @GET
    @Operation(hidden = true)
    public Response get(RoutingContext context) {
        return answer(context, PresentedToken.inHeader(context));
    }

    @POST
    @Operation(hidden = true)
    public Response post(RoutingContext context, byte[] body) {
        Optional<PresentedToken> inForm = tokenInForm(context, body);
        if (inForm.isPresent() && context.request().getHeader("Authorization") != null) {
            throw INVALID_REQUEST.because("the access token must be sent in one way only");
        }
        return answer(context, inForm.orElseGet(() -> PresentedToken.inHeader(context)));
    }

    /// RFC 6750 §2.2; any other body is none of our business.
    private static Optional<PresentedToken> tokenInForm(RoutingContext context, byte[] body) {
        String type = context.request().getHeader("Content-Type");
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())
                ? Parameters.ofForm(body).find("access_token").map(PresentedToken::inForm)
                : Optional.empty();
    }

    /// RFC 6750 §2.3 allows it and advises against it: addresses are logged.
    private static void refuseTokenInAddress(String query) {
        if (query != null
                && Parameters.only(TOKEN_ALONE, query.getBytes(StandardCharsets.UTF_8))
                        .has("access_token")) {
            throw INVALID_REQUEST.because("the access token must not be in the address");
        }
    }

    private Response answer(RoutingContext context, PresentedToken token) {
        refuseTokenInAddress(context.request().query());
        UserInfo.Answer answer = userInfo.read(
                token.value(), (key, clientId) -> boundTokens.require(context, address, token, key, clientId));
        Application application = applications
                .find(answer.clientId())
                .orElseThrow(() -> INVALID_TOKEN.because("the application of the access token is gone"));
        if (!Cors.admit(context, origin -> origins.allows(application, origin))) {
            throw INVALID_REQUEST.because("this origin is not allowed for the application");
        }
        Cors.expose(context);
        return answers.of(answer.claims(), application)
                .header("Cache-Control", "no-store")
                .build();
    }
}
