package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorDiagnoses.DiagnosisInput;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/connector-factories`: what connectors can be made of (reference section 4).
@Path("/api/connector-factories")
@Tag(name = "Connectors")
@ManagementApi
@RunOnVirtualThread
class FactoryResource {
    private final ConnectorFactories factories;
    private final ConnectorDiagnoses diagnoses;
    private final JsonInput input;

    FactoryResource(ConnectorFactories factories, ConnectorDiagnoses diagnoses, JsonInput input) {
        this.factories = factories;
        this.diagnoses = diagnoses;
        this.input = input;
    }

    @GET
    public List<FactoryView> list() {
        return factories.all().stream().map(FactoryView::of).toList();
    }

    /// Looks at a configuration before it is saved.
    @POST
    @Path("{id}/diagnosis")
    public DiagnosisView diagnose(String id, @RequestBodySchema(DiagnosisInput.class) ObjectNode body) {
        return diagnoses.of(id, input.read(body, DiagnosisInput.class));
    }

    @GET
    @Path("{id}")
    public FactoryView find(String id) {
        return factories
                .find(id)
                .map(FactoryView::of)
                .orElseThrow(() -> ApiException.notFound("connector factory", id));
    }
}
