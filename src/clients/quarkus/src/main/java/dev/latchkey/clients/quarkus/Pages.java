package dev.latchkey.clients.quarkus;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.UserInfo;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

@Path("/")
public class Pages {
    @Inject
    @IdToken
    JsonWebToken idToken;

    @Inject
    UserInfo userInfo;

    @Inject
    AccessTokenCredential accessToken;

    @GET
    public Map<String, Object> person() {
        return Map.of(
                "subject", idToken.getSubject(),
                "name", userInfo.getName(),
                "accessToken", accessToken.getToken());
    }

    @GET
    @Path("bye")
    public Map<String, Object> bye() {
        return Map.of("bye", true);
    }
}
