package dev.latchkey.experience;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
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
    private final JsonInput input;
    private final AdministrationLog log;

    ExperienceResource(
            SignInExperiences experiences,
            ExperienceAdministration administration,
            JsonInput input,
            AdministrationLog log) {
        this.experiences = experiences;
        this.administration = administration;
        this.input = input;
        this.log = log;
    }

    @GET
    public ExperienceView find() {
        return ExperienceView.of(experiences.current());
    }

    /// Each field of the body replaces the present one as a whole.
    @PATCH
    public ExperienceView change(RoutingContext context, @RequestBodySchema(SignInExperience.class) ObjectNode body) {
        SignInExperience changed = administration.change(body);
        log.record(context, "SignInExperience.Update", "default", input.names(body, SignInExperience.class));
        return ExperienceView.of(changed);
    }
}
