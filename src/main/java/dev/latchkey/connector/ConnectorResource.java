package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.connector.ConnectorDiagnoses.DiagnosisInput;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
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
    private final AdministrationLog log;

    ConnectorResource(
            ConnectorAdministration administration,
            Connectors connectors,
            VisitSessions sessions,
            ConnectorDiagnoses diagnoses,
            JsonInput input,
            AdministrationLog log) {
        this.administration = administration;
        this.connectors = connectors;
        this.sessions = sessions;
        this.diagnoses = diagnoses;
        this.input = input;
        this.log = log;
    }

    @GET
    public List<ConnectorView> list(@RestQuery Optional<String> target) {
        return administration.list(target);
    }

    @POST
    public ConnectorView create(RoutingContext context, @RequestBodySchema(ConnectorInput.class) ObjectNode body) {
        ConnectorView created = administration.create(input.read(body, ConnectorInput.class));
        log.record(context, "Connector.Create", created.id());
        return created;
    }

    @GET
    @Path("{id}")
    public ConnectorView find(String id) {
        return administration.find(id);
    }

    @PATCH
    @Path("{id}")
    public ConnectorView change(
            RoutingContext context, String id, @RequestBodySchema(ConnectorChanges.class) ObjectNode body) {
        ConnectorView changed = administration.change(id, input.read(body, ConnectorChanges.class));
        log.record(context, "Connector.Update", id, input.names(body, ConnectorChanges.class));
        return changed;
    }

    @DELETE
    @Path("{id}")
    public void delete(RoutingContext context, String id) {
        administration.remove(id);
        log.record(context, "Connector.Delete", id);
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
