package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// Whether a password would be accepted, before it is anyone's (reference section 5).
@Path("/api/sign-in-exp/default/check-password")
@Tag(name = "Sign-in experience")
@ManagementApi
@RunOnVirtualThread
class PasswordCheckResource {
    private final UserPasswords passwords;
    private final JsonInput input;

    PasswordCheckResource(UserPasswords passwords, JsonInput input) {
        this.passwords = passwords;
        this.input = input;
    }

    @RegisterForReflection
    record Candidate(@NotNull String password, String userId) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "Candidate";
        }
    }

    record Verdict(boolean result, List<PasswordPolicy.Issue> issues) {}

    @POST
    public RestResponse<Verdict> check(@RequestBodySchema(Candidate.class) ObjectNode body) {
        Candidate given = input.read(body, Candidate.class);
        List<PasswordPolicy.Issue> issues = passwords.issues(given.password(), Optional.ofNullable(given.userId()));
        return RestResponse.status(
                issues.isEmpty() ? RestResponse.Status.OK : RestResponse.Status.BAD_REQUEST,
                new Verdict(issues.isEmpty(), issues));
    }
}
