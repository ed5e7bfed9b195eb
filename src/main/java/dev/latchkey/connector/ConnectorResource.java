package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorDiagnoses.DiagnosisInput;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// `/api/connectors` (reference section 4).
@Path("/api/connectors")
@Tag(name = "Connectors")
@ManagementApi
@RunOnVirtualThread
class ConnectorResource {
    private final ConnectorAdministration administration;
    private final Connectors connectors;
    private final VisitSessions sessions;
    private final ConnectorDiagnoses diagnoses;
    private final JsonInput input;

    ConnectorResource(
            ConnectorAdministration administration,
            Connectors connectors,
            VisitSessions sessions,
            ConnectorDiagnoses diagnoses,
            JsonInput input) {
        this.administration = administration;
        this.connectors = connectors;
        this.sessions = sessions;
        this.diagnoses = diagnoses;
        this.input = input;
    }

    @GET
    public List<ConnectorView> list(@RestQuery Optional<String> target) {
        return administration.list(target);
    }

    @POST
    public ConnectorView create(@RequestBodySchema(ConnectorInput.class) ObjectNode body) {
        return administration.create(input.read(body, ConnectorInput.class));
    }

    @GET
    @Path("{id}")
    public ConnectorView find(String id) {
        return administration.find(id);
    }

    @PATCH
    @Path("{id}")
    public ConnectorView change(String id, @RequestBodySchema(ConnectorChanges.class) ObjectNode body) {
        return administration.change(id, input.read(body, ConnectorChanges.class));
    }

    @DELETE
    @Path("{id}")
    public void delete(String id) {
        administration.remove(id);
    }

    /// What is wrong with it, if anything is, and how to mend it; the provider is asked on the way.
    @POST
    @Path("{id}/diagnosis")
    public DiagnosisView diagnose(String id, @RequestBodySchema(DiagnosisInput.class) ObjectNode body) {
        return diagnoses.ofStored(id, input.read(body, DiagnosisInput.class));
    }

    @POST
    @Path("{id}/authorization-uri")
    public AuthorizationView authorizationUri(String id, @RequestBodySchema(AuthorizationInput.class) ObjectNode body) {
        AuthorizationInput wanted = input.read(body, AuthorizationInput.class);
        ConfiguredConnector connector = connectors.find(id).orElseThrow(() -> ConnectorRepository.missing(id));
        Departure departure = connector.connector().authorizationUri(wanted.visitor());
        return new AuthorizationView(
                departure.address().toString(),
                sessions.seal(wanted.state(), departure)
                        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                        .orElse(null));
    }
}
