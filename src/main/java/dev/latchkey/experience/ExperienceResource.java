package dev.latchkey.experience;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/sign-in-exp` (reference section 5).
@Path("/api/sign-in-exp")
@Tag(name = "Sign-in experience")
@ManagementApi
@RunOnVirtualThread
class ExperienceResource {
    private final SignInExperiences experiences;
    private final ExperienceAdministration administration;

    ExperienceResource(SignInExperiences experiences, ExperienceAdministration administration) {
        this.experiences = experiences;
        this.administration = administration;
    }

    @GET
    public ExperienceView find() {
        return ExperienceView.of(experiences.current());
    }

    /// Each field of the body replaces the present one as a whole.
    @PATCH
    public ExperienceView change(@RequestBodySchema(SignInExperience.class) ObjectNode body) {
        return ExperienceView.of(administration.change(body));
    }
}
