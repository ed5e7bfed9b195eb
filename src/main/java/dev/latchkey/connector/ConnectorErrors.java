package dev.latchkey.connector;

import dev.latchkey.platform.ErrorBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells administrators what a provider, or its configuration, has against a call of the API.
@Singleton
class ConnectorErrors {
    @ServerExceptionMapper
    Response toResponse(ConnectorException refusal) {
        ConnectorError error = refusal.error();
        Object data = refusal.data().isEmpty() ? null : refusal.data();
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorBody(error.code(), refusal.getMessage(), data, null))
                .build();
    }
}
