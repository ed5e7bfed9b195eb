package dev.latchkey.connector;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ManagementApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/connector-factories`: what connectors can be made of (reference section 4).
@Path("/api/connector-factories")
@Tag(name = "Connectors")
@ManagementApi
@RunOnVirtualThread
class FactoryResource {
    private final ConnectorFactories factories;

    FactoryResource(ConnectorFactories factories) {
        this.factories = factories;
    }

    @GET
    public List<FactoryView> list() {
        return factories.all().stream().map(FactoryView::of).toList();
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
