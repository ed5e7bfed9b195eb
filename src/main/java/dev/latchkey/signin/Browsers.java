package dev.latchkey.signin;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// What a browser says about itself.
final class Browsers {
    private static final int MAX_LENGTH = 1024;

    private Browsers() {}

    /// Empty when it says nothing.
    static String userAgent(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("User-Agent"))
                .map(text -> text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text)
                .orElse("");
    }
}
