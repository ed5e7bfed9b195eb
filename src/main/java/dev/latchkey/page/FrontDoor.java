package dev.latchkey.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/// What people find who arrive without an errand.
@Path("/")
public class FrontDoor {
    private final Looks looks;

    FrontDoor(Looks looks) {
        this.looks = looks;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> welcome(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        return Pages.html(new WelcomePage(looks.look(Optional.empty(), acceptLanguage)), FormTargets.NONE);
    }
}
