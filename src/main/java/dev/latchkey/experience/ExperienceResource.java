package dev.latchkey.experience;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

    @GET
    public ObjectNode find() {
        ObjectNode named =
                JsonNodeFactory.instance.objectNode().put("tenantId", "default").put("id", "default");
        return named.setAll(experiences.document());
    }

    @PATCH
    public ObjectNode change(@RequestBodySchema(SignInExperience.class) ObjectNode body) {
        administration.change(body);
        return find();
    }
}
