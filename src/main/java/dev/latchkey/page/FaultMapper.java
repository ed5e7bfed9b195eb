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

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Looks looks;
    private final RandomValues random;

    FaultMapper(Looks looks, RandomValues random) {
        this.looks = looks;
        this.random = random;
    }

    /// A database that cannot be reached right now is no fault of the request, nor worth a stack trace.
    @ServerExceptionMapper
    public Response fault(Throwable fault, HttpHeaders headers, UriInfo request) {
        if (DatabaseException.isUnavailable(fault)) {
            LOG.warnf("The database is not to be had for %s: %s", printable(request), fault.getMessage());
            return unavailable(headers, request);
        }
        String supportId = random.supportId();
        LOG.errorf(fault, "An unexpected fault at %s, support code %s", printable(request), supportId);
        if (isManagement(request)) {
            return json(new ErrorBody(null, "Internal server error."));
        }
        return Browsers.ask(headers)
                ? page(headers, supportId)
                : json(oauthBody(OAuthError.SERVER_ERROR, "an unexpected fault, support code " + supportId));
    }

    private static boolean isManagement(UriInfo request) {
        return request.getPath().startsWith("/api/");
    }

    /// The decoded path may hold line breaks, which would forge lines of the log.
    private static String printable(UriInfo request) {
        return request.getPath().replaceAll("\\p{Cntrl}", "?");
    }

    private Response unavailable(HttpHeaders headers, UriInfo request) {
        return Response.fromResponse(unavailableBody(headers, request))
                .status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private Response unavailableBody(HttpHeaders headers, UriInfo request) {
        if (isManagement(request)) {
            return json(new ErrorBody(
                    "oidc." + OAuthError.TEMPORARILY_UNAVAILABLE.code(), "The database cannot be reached, try again."));
        }
        return Browsers.ask(headers)
                ? page(headers, random.supportId())
                : json(oauthBody(
                        OAuthError.TEMPORARILY_UNAVAILABLE, "the service cannot reach its database, try again"));
    }

    private Response page(HttpHeaders headers, String supportId) {
        Look look = looks.look(Optional.empty(), headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Notice notice = Notice.of(Trouble.UNEXPECTED).with(supportId);
        return Pages.html(new MessagePage(look, notice), FormTargets.NONE).toResponse();
    }

    private static Map<String, String> oauthBody(OAuthError error, String description) {
        return Map.of(
                "error",
                error.code(),
                "error_description",
                description,
                "code",
                "oidc." + error.code(),
                "message",
                description);
    }

    private static Response json(Object body) {
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}
