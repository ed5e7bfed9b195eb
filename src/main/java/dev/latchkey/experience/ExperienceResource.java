package dev.latchkey.experience;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
    private final ExperienceAdministration administration;
    private final SignInExperiences experiences;

    ExperienceResource(ExperienceAdministration administration, SignInExperiences experiences) {
        this.administration = administration;
        this.experiences = experiences;
    }

    /// There is one tenant with one experience; compatible clients read their names.
    record ExperienceView(
            String tenantId, String id, @JsonUnwrapped SignInExperience experience) {
        static ExperienceView of(SignInExperience experience) {
            return new ExperienceView("default", "default", experience);
        }
    }

    @GET
    public ExperienceView find() {
        return ExperienceView.of(experiences.current());
    }

    @PATCH
    public ExperienceView change(@RequestBodySchema(SignInExperience.class) ObjectNode body) {
        return ExperienceView.of(administration.change(body));
    }
}
