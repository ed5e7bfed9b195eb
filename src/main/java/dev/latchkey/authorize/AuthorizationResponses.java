package dev.latchkey.authorize;

import dev.latchkey.oauth.ResponseMode;
import dev.latchkey.page.FormPostPage;
import dev.latchkey.page.FormTargets;
import dev.latchkey.page.Looks;
import dev.latchkey.page.Pages;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/// Sends answers back to applications, in the mode that they asked for.
@Singleton
class AuthorizationResponses {
    private final Looks looks;

    AuthorizationResponses(Looks looks) {
        this.looks = looks;
    }

    Response send(RoutingContext context, AuthorizationResponse response) {
        return response.mode() == ResponseMode.FORM_POST ? form(context, response) : redirect(response.location());
    }

    private Response form(RoutingContext context, AuthorizationResponse response) {
        FormPostPage page = new FormPostPage(
                looks.look(Optional.empty(), context.request().getHeader("Accept-Language")),
                response.redirectUri(),
                response.parameters());
        return Pages.html(page, FormTargets.of(URI.create(response.redirectUri())))
                .toResponse();
    }

    /// By header and not by `URI`, which would refuse what an application registered validly.
    private static Response redirect(String location) {
        return Response.status(303)
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .build();
    }
}
