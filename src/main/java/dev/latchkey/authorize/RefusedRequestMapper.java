package dev.latchkey.authorize;

import dev.latchkey.page.Detail;
import dev.latchkey.page.FormTargets;
import dev.latchkey.page.Looks;
import dev.latchkey.page.MessagePage;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Pages;
import dev.latchkey.platform.OAuthErrors;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Shows people a page when there is no address to send them back to, and programs the same as JSON.
public class RefusedRequestMapper {
    private final Looks looks;
    private final OAuthErrors errors;

    RefusedRequestMapper(Looks looks, OAuthErrors errors) {
        this.looks = looks;
        this.errors = errors;
    }

    @ServerExceptionMapper
    Response toResponse(UntrustedRequestException refused, RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_HTML)
                ? page(refused, context)
                : Response.status(400)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "no-store")
                        .entity(errors.body(refused.refusal(), context).toString())
                        .build();
    }

    private Response page(UntrustedRequestException refused, RoutingContext context) {
        Detail detail =
                new Detail(refused.refusal().error().code(), refused.refusal().description());
        return Pages.html(
                        new MessagePage(
                                looks.look(Optional.empty(), context.request().getHeader("Accept-Language")),
                                Notice.of(refused.trouble()),
                                Optional.empty(),
                                Optional.of(
                                        refused.value() == null
                                                ? detail
                                                : detail.sent(refused.parameter(), refused.value())),
                                List.of()),
                        FormTargets.NONE)
                .toResponse();
    }
}
