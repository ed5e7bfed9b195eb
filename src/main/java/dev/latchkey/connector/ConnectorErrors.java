package dev.latchkey.connector;

import dev.latchkey.platform.ErrorBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells administrators how a provider or its configuration failed, in the error format of the
/// management API. People who sign in and applications are never told this.
@Singleton
class ConnectorErrors {
    @ServerExceptionMapper
    Response toResponse(ConnectorException failure) {
        Map<String, Object> data = new LinkedHashMap<>(failure.data());
        failure.explanation().map(Explanation::told).ifPresent(data::putAll);
        return Response.status(failure.error().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorBody(failure.error().code(), failure.getMessage(), data.isEmpty() ? null : data, null))
                .build();
    }
}
