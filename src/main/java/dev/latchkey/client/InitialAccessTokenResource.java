package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// `/api/initial-access-tokens`: who may register applications.
@Path("/api/initial-access-tokens")
@Tag(name = "Initial access tokens")
@ManagementApi
@RunOnVirtualThread
class InitialAccessTokenResource {
    private static final Duration MAX_LIFETIME = Duration.ofDays(365);
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final InitialAccessTokens tokens;
    private final JsonInput input;
    private final Clock clock;
    private final AdministrationLog log;

    InitialAccessTokenResource(InitialAccessTokens tokens, JsonInput input, Clock clock, AdministrationLog log) {
        this.tokens = tokens;
        this.input = input;
        this.clock = clock;
        this.log = log;
    }

    /// @param maxUses how many applications may register with it; default 1
    /// @param expiresAt milliseconds since the epoch; default a day from now
    /// @param isFirstParty whether they are the operator's own, so that nobody is asked for consent
    @RegisterForReflection
    record TokenInput(
            @NotBlank @Size(max = 256) String name,
            @Min(1) @Max(10_000) Integer maxUses,
            Long expiresAt,
            Boolean isFirstParty) {}

    /// @param value only here, at the moment when it is made
    record MadeView(
            String id,
            String name,
            String value,
            int maxUses,
            int uses,
            boolean isFirstParty,
            long createdAt,
            long expiresAt) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "MadeView[id=" + id + "]";
        }
    }

    @GET
    public List<InitialAccessTokens.View> list() {
        return tokens.all();
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = MadeView.class, responseCode = "201")
    public MadeView create(RoutingContext context, @RequestBodySchema(TokenInput.class) ObjectNode body) {
        TokenInput wanted = input.read(body, TokenInput.class);
        InitialAccessTokens.Made made = tokens.make(
                wanted.name(),
                wanted.maxUses() == null ? 1 : wanted.maxUses(),
                Boolean.TRUE.equals(wanted.isFirstParty()),
                end(wanted.expiresAt()));
        InitialAccessTokens.View view = made.view();
        log.record(context, "InitialAccessToken.Create", view.id());
        return new MadeView(
                view.id(),
                view.name(),
                made.value(),
                view.maxUses(),
                view.uses(),
                view.isFirstParty(),
                view.createdAt(),
                view.expiresAt());
    }

    @DELETE
    @Path("{id}")
    public void revoke(RoutingContext context, String id) {
        if (!tokens.revoke(id)) {
            throw ApiException.notFound("initial access token", id);
        }
        log.record(context, "InitialAccessToken.Delete", id);
    }

    private Instant end(Long asked) {
        Instant now = clock.instant();
        long latest = now.plus(MAX_LIFETIME).toEpochMilli();
        if (asked != null && (asked <= now.toEpochMilli() || asked > latest)) {
            throw ApiException.invalidInput("expiresAt: must be in the future, within a year");
        }
        return asked == null ? now.plus(LIFETIME) : Instant.ofEpochMilli(asked);
    }
}
