package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/configs/oidc/private-keys`: the signing keys and their rotation (reference section 11).
@Path("/api/configs/oidc/private-keys")
@Tag(name = "Signing keys")
@ManagementApi
@RunOnVirtualThread
class KeyResource {
    /// Names of kinds, as compatible clients send them instead of an algorithm.
    private static final Set<String> KINDS = Set.of("RSA", "EC");

    private final SigningKeyRepository repository;
    private final SigningKeys keys;
    private final KeyRotation rotation;
    private final OfferedAlgorithms offered;
    private final KeyConfig config;
    private final JsonInput input;
    private final Clock clock;
    private final AdministrationLog log;

    KeyResource(
            SigningKeyRepository repository,
            SigningKeys keys,
            KeyRotation rotation,
            OfferedAlgorithms offered,
            KeyConfig config,
            JsonInput input,
            Clock clock,
            AdministrationLog log) {
        this.repository = repository;
        this.keys = keys;
        this.rotation = rotation;
        this.offered = offered;
        this.config = config;
        this.input = input;
        this.clock = clock;
        this.log = log;
    }

    @GET
    public List<KeyView> list() {
        return KeyView.of(repository.all(), clock.instant());
    }

    @POST
    @Path("rotate")
    public List<KeyView> rotate(RoutingContext context, @RequestBodySchema(RotationInput.class) ObjectNode body) {
        ObjectNode given = body == null ? JsonNodeFactory.instance.objectNode() : body;
        RotationInput wanted = input.read(given, RotationInput.class);
        Integer seconds = wanted.rotationGracePeriod();
        List<Algorithm> algorithms = algorithms(wanted.signingKeyAlgorithm());
        rotation.rotate(algorithms, seconds == null ? config.publishBeforeSigning() : Duration.ofSeconds(seconds));
        log.record(
                context,
                AuditEvent.success("SigningKey.Rotate")
                        .with(
                                "algorithms",
                                algorithms.stream().map(Algorithm::name).toList()));
        return list();
    }

    @DELETE
    @Path("{id}")
    public void delete(RoutingContext context, String id) {
        switch (repository.remove(id)) {
            case REMOVED -> {
                keys.reload();
                log.record(context, "SigningKey.Delete", id);
            }
            case IN_USE ->
                throw new ApiException(
                        422, "oidc.key_required", "This key signs now. Rotate first, then delete the previous key.");
            case UNKNOWN ->
                throw new ApiException(404, "oidc.key_not_found", "There is no key with the id " + id + ".");
        }
    }

    private List<Algorithm> algorithms(String name) {
        if (name == null) {
            return keys.inUse();
        }
        if (KINDS.contains(name)) {
            return keys.inUse().stream()
                    .filter(algorithm -> algorithm.keyType().equals(name))
                    .toList();
        }
        return List.of(offered.find(name)
                .orElseThrow(() -> ApiException.invalidInput(
                        "signingKeyAlgorithm: must be one of " + String.join(", ", offered.names()) + ", RSA, EC")));
    }
}
