package dev.latchkey.page;

import dev.latchkey.oauth.OAuthError;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.ErrorBody;
import dev.latchkey.platform.RandomValues;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The answer to a fault of ours, in the form that the caller can read. It shows nothing of the
/// cause but a short code, under which the cause is in the log.
public class FaultMapper {
    private static final Logger LOG = Logger.getLogger(FaultMapper.class);

    private final Looks looks;
    private final RandomValues random;

    FaultMapper(Looks looks, RandomValues random) {
        this.looks = looks;
        this.random = random;
    }

    @ServerExceptionMapper
    public Response fault(Throwable fault, HttpHeaders headers, UriInfo request) {
        String supportId = random.supportId();
        LOG.errorf(fault, "An unexpected fault at %s, support code %s", printable(request), supportId);
        if (request.getPath().startsWith("/api/")) {
            return json(new ErrorBody(null, "Internal server error."));
        }
        return Browsers.ask(headers) ? page(headers, supportId) : json(serverError(supportId));
    }

    /// A database that cannot be reached right now is no fault of the request, nor worth a stack trace.
    @ServerExceptionMapper
    public Response database(DatabaseException fault, HttpHeaders headers, UriInfo request) {
        if (!fault.isUnavailable()) {
            return fault(fault, headers, request);
        }
        LOG.warnf("The database is not to be had for %s: %s", printable(request), fault.getMessage());
        boolean page = !request.getPath().startsWith("/api/") && Browsers.ask(headers);
        Response answer = page ? page(headers, random.supportId()) : json(unavailable());
        return Response.fromResponse(answer)
                .status(Response.Status.SERVICE_UNAVAILABLE)
                .header("Retry-After", 2)
                .build();
    }

    /// The decoded path may hold line breaks, which would forge lines of the log.
    private static String printable(UriInfo request) {
        return request.getPath().replaceAll("\\p{Cntrl}", "?");
    }

    private static Map<String, String> unavailable() {
        String error = OAuthError.TEMPORARILY_UNAVAILABLE.code();
        String description = "the service cannot reach its database, try again";
        return Map.of(
                "error", error, "error_description", description, "code", "oidc." + error, "message", description);
    }

    private Response page(HttpHeaders headers, String supportId) {
        Look look = looks.look(Optional.empty(), headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Notice notice = Notice.of(Trouble.UNEXPECTED).with(supportId);
        return Pages.html(new MessagePage(look, notice), FormTargets.NONE).toResponse();
    }

    private static Map<String, String> serverError(String supportId) {
        String error = OAuthError.SERVER_ERROR.code();
        String description = "an unexpected fault, support code " + supportId;
        return Map.of(
                "error", error, "error_description", description, "code", "oidc." + error, "message", description);
    }

    private static Response json(Object body) {
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}
