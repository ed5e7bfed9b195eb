package dev.latchkey.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ErrorBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Refusals of the management API in its error format (reference section 2).
@Singleton
class ApiErrors {
    private static final Logger LOG = Logger.getLogger(ApiErrors.class);
    private static final int RETRY_AFTER_SECONDS = 60;
    private static final Map<Integer, ErrorBody> BY_STATUS = Map.of(
            400, new ErrorBody("guard.invalid_input", "The request is invalid."),
            404, ErrorBody.NOTHING_HERE,
            405, new ErrorBody("request.method_not_allowed", "This address does not know the method."),
            406, new ErrorBody("request.not_acceptable", "The answer is always application/json."),
            413, new ErrorBody("request.too_large", "The request is too large."),
            415, new ErrorBody("request.unsupported_media_type", "The body must be application/json."));

    @ServerExceptionMapper
    Response refusal(ApiException refusal) {
        ErrorBody body = new ErrorBody(refusal.code(), refusal.getMessage(), refusal.data(), refusal.details());
        Response.ResponseBuilder answer = answer(refusal.status(), body);
        switch (refusal.status()) {
            case 401 -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case 429 -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> {
                // nothing to add
            }
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException ignored) {
        return refusal(ApiException.invalidInput("the body must be a JSON object"));
    }

    /// The framework has an answer of its own for this one, without a body.
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatch) {
        return malformed(mismatch);
    }

    /// A database conflict that no feature expected, for example two requests at the same moment.
    @ServerExceptionMapper
    Response conflict(ConstraintViolationException conflict) {
        LOG.infof("A request ran against the constraint %s", conflict.getConstraintName());
        ErrorBody body =
                switch (conflict.getKind()) {
                    case UNIQUE -> new ErrorBody("entity.unique_integrity_violation", "Such an entry exists already.");
                    case FOREIGN_KEY ->
                        new ErrorBody(
                                "entity.relation_foreign_key_not_found",
                                "The entry refers to one that does not exist.");
                    case NOT_NULL, CHECK, OTHER -> new ErrorBody("entity.create_failed", "The entry cannot be saved.");
                };
        return answer(422, body).build();
    }

    /// What the framework refuses: unknown paths, wrong methods and media types, unreadable bodies.
    @ServerExceptionMapper
    Response framework(WebApplicationException refusal, UriInfo request) {
        int status = refusal.getResponse().getStatus();
        ErrorBody body = BY_STATUS.get(status);
        if (!isManagement(request) || body == null) {
            return refusal.getResponse();
        }
        return refusal.getCause() instanceof JsonProcessingException cause
                ? malformed(cause)
                : answer(status, body).build();
    }

    private static boolean isManagement(UriInfo request) {
        return request.getPath().startsWith("/api/");
    }

    private static Response.ResponseBuilder answer(int status, ErrorBody body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    }
}
