package dev.latchkey.device;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.client.Application;
import dev.latchkey.client.OAuthRequest;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Cors;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.resource.Resources;
import dev.latchkey.token.DeviceCodes;
import dev.latchkey.token.OfferedScopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Where a device asks for a code to show (RFC 8628 §3.1).
@Path("/oidc/device/auth")
public class DeviceAuthorizationResource {
    private final OAuthRequest.Reader requests;
    private final DeviceCodes codes;
    private final RandomValues random;
    private final Resources resources;
    private final String page;

    DeviceAuthorizationResource(
            OAuthRequest.Reader requests,
            DeviceCodes codes,
            RandomValues random,
            Resources resources,
            LatchkeyConfig config) {
        this.requests = requests;
        this.codes = codes;
        this.random = random;
        this.resources = resources;
        this.page = config.issuer() + "/device";
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response authorize(RoutingContext context, byte[] body) {
        OAuthRequest request = requests.read(context, body);
        request.client().requireAllowed(GrantType.DEVICE_CODE);
        Map<String, Object> answer = begin(request.client().application(), request.parameters());
        Cors.expose(context);
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private Map<String, Object> begin(Application application, Parameters request) {
        Scopes scopes = Scopes.parse(request.find("scope").orElse("")).intersect(OfferedScopes.ALL);
        List<String> wanted = resources(request);
        String userCode;
        Optional<String> deviceCode;
        do {
            userCode = random.userCode(UserCodes.LENGTH);
            deviceCode = codes.begin(application, userCode, scopes, wanted);
        } while (deviceCode.isEmpty());
        String shown = UserCodes.shown(userCode);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", deviceCode.get());
        answer.put("user_code", shown);
        answer.put("verification_uri", page);
        answer.put("verification_uri_complete", page + "?user_code=" + shown);
        answer.put("expires_in", DeviceCodes.LIFETIME.toSeconds());
        answer.put("interval", DeviceCodes.INTERVAL.toSeconds());
        return answer;
    }

    private List<String> resources(Parameters request) {
        List<String> indicators = request.all("resource").stream().distinct().toList();
        if (!indicators.stream().allMatch(indicator -> resources.find(indicator).isPresent())) {
            throw INVALID_TARGET.because("a resource is not known here");
        }
        return indicators;
    }
}
