package dev.latchkey.user;

import dev.latchkey.platform.ErrorBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers a caller whose password could not be looked at now: 429, and when to ask again.
@Singleton
class HashingErrors {
    private static final int TOO_MANY_REQUESTS = 429;

    @ServerExceptionMapper
    Response busy(HashingOverloadedException busy) {
        return Response.status(TOO_MANY_REQUESTS)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.RETRY_AFTER, HashingOverloadedException.RETRY_AFTER.toSeconds())
                .entity(new ErrorBody("request.too_many_requests", "Too many passwords are being checked right now."))
                .build();
    }
}
