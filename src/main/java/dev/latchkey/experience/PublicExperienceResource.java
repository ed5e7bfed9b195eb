package dev.latchkey.experience;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.Connectors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What everyone may know of the sign-in experience: a page of one's own shows the same buttons
/// (reference section 5). No configuration is in it, only what the sign-in page shows anyway.
@Path("/api/.well-known/sign-in-exp")
@Tag(name = "Public")
@RunOnVirtualThread
class PublicExperienceResource {
    private final SignInExperiences experiences;
    private final Connectors connectors;

    PublicExperienceResource(SignInExperiences experiences, Connectors connectors) {
        this.experiences = experiences;
        this.connectors = connectors;
    }

    /// One button.
    record SocialButton(
            String id,
            String target,
            ConnectorMetadata.Platform platform,
            Map<String, String> name,
            String logo,
            String logoDark,
            boolean isStandard) {
        static SocialButton of(ConfiguredConnector connector) {
            ConnectorMetadata metadata = connector.metadata();
            return new SocialButton(
                    connector.id(),
                    metadata.target(),
                    metadata.platform(),
                    metadata.name(),
                    metadata.logo(),
                    metadata.logoDark(),
                    false);
        }
    }

    record ForgotPassword(boolean phone, boolean email) {}

    record PublicExperience(
            String tenantId,
            String id,
            @JsonUnwrapped SignInExperience experience,
            List<SocialButton> socialConnectors,
            List<Object> ssoConnectors,
            ForgotPassword forgotPassword) {}

    @GET
    public PublicExperience find() {
        SignInExperience experience = experiences.current();
        List<SocialButton> buttons = experience.socialSignInConnectorTargets().stream()
                .flatMap(target -> connectors.all().stream()
                        .filter(connector -> connector.metadata().target().equals(target)))
                .map(SocialButton::of)
                .toList();
        return new PublicExperience(
                "default", "default", experience, buttons, List.of(), new ForgotPassword(false, false));
    }
}
