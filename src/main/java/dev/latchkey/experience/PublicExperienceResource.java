package dev.latchkey.experience;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Connectors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/.well-known/sign-in-exp`: what the sign-in page shows, for pages and apps of others
/// (reference section 5). Open to anyone.
@Path("/api/.well-known/sign-in-exp")
@Tag(name = "Sign-in experience")
@RunOnVirtualThread
class PublicExperienceResource {
    /// How abuse is met is nobody's business.
    private static final Set<String> KEPT_BACK = Set.of("sentinelPolicy", "emailBlocklistPolicy", "adaptiveMfa");

    private final SignInExperiences experiences;
    private final Connectors connectors;
    private final ObjectMapper json;

    PublicExperienceResource(SignInExperiences experiences, Connectors connectors, ObjectMapper json) {
        this.experiences = experiences;
        this.connectors = connectors;
        this.json = json;
    }

    @GET
    public ObjectNode find() {
        SignInExperience experience = experiences.current();
        ObjectNode answer = json.valueToTree(ExperienceView.of(experience));
        answer.remove(KEPT_BACK);
        answer.set("socialConnectors", json.valueToTree(offered(experience)));
        answer.putArray("ssoConnectors");
        answer.putObject("forgotPassword").put("email", false).put("phone", false);
        return answer;
    }

    /// In the operator's order of targets.
    private List<PublicConnector> offered(SignInExperience experience) {
        return experience.socialSignInConnectorTargets().stream()
                .flatMap(target -> connectors.all().stream()
                        .filter(connector -> connector.metadata().target().equals(target)))
                .map(PublicConnector::of)
                .toList();
    }
}
