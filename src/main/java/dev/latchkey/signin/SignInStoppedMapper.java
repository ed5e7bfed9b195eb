package dev.latchkey.signin;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Shows the page that says why a sign-in cannot go on.
public class SignInStoppedMapper {
    private final SignInViews views;

    SignInStoppedMapper(SignInViews views) {
        this.views = views;
    }

    @ServerExceptionMapper
    Response toResponse(SignInStoppedException stopped, RoutingContext context) {
        return views.stopped(context, stopped);
    }
}
