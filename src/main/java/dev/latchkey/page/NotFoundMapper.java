package dev.latchkey.page;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Shows browsers a page where nothing is; programs get the bare status.
public class NotFoundMapper {
    private final Looks looks;

    NotFoundMapper(Looks looks) {
        this.looks = looks;
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException nothing, HttpHeaders request) {
        // Only browsers name HTML; everything else is content with anything.
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML)) {
            return nothing.getResponse();
        }
        Look look = looks.look(Optional.empty(), request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return Pages.html(new MessagePage(look, Notice.of(Trouble.PAGE_NOT_FOUND)), FormTargets.NONE)
                .toResponse();
    }
}
