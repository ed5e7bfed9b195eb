package dev.latchkey.page;

import dev.latchkey.platform.ErrorBody;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Where nothing is, browsers see a page, callers of the management API read why, and everybody
/// else gets the bare status.
public class NotFoundMapper {
    private final Looks looks;

    NotFoundMapper(Looks looks) {
        this.looks = looks;
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException nothing, HttpHeaders headers, UriInfo request) {
        if (request.getPath().startsWith("/api/")) {
            return Response.status(Response.Status.NOT_FOUND)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(ErrorBody.NOTHING_HERE)
                    .build();
        }
        return Browsers.ask(headers)
                ? page(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                : nothing.getResponse();
    }

    private Response page(String acceptLanguage) {
        Look look = looks.look(Optional.empty(), acceptLanguage);
        return Pages.html(new MessagePage(look, Notice.of(Trouble.PAGE_NOT_FOUND)), FormTargets.NONE)
                .toResponse();
    }
}
