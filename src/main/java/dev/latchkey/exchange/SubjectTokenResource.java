package dev.latchkey.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// `/api/subject-tokens` (reference section 11): impersonation.
@Path("/api/subject-tokens")
@Tag(name = "Subject tokens")
@ManagementApi
@RunOnVirtualThread
class SubjectTokenResource {
    private static final int MAX_CONTEXT = 4096;

    private final ImpersonationTokens tokens;
    private final JsonInput input;

    SubjectTokenResource(ImpersonationTokens tokens, JsonInput input) {
        this.tokens = tokens;
        this.input = input;
    }

    /// @param context why, for the record of events
    @RegisterForReflection
    record SubjectTokenInput(@NotBlank @Size(max = 12) String userId, ObjectNode context) {
        String contextText() {
            return context == null ? "{}" : context.toString();
        }
    }

    record SubjectTokenView(String subjectToken, long expiresIn) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "SubjectTokenView[expiresIn=" + expiresIn + "]";
        }
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = SubjectTokenView.class, responseCode = "201")
    public SubjectTokenView create(@RequestBodySchema(SubjectTokenInput.class) ObjectNode body) {
        SubjectTokenInput wanted = input.read(body, SubjectTokenInput.class);
        String context = wanted.contextText();
        if (context.length() > MAX_CONTEXT) {
            throw ApiException.invalidInput("context: must not be larger than " + MAX_CONTEXT + " characters");
        }
        return tokens.make(wanted.userId(), context)
                .map(token -> new SubjectTokenView(token, ImpersonationTokens.LIFETIME.toSeconds()))
                .orElseThrow(() -> ApiException.notFound("user", wanted.userId()));
    }
}
