package dev.latchkey.platform;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The application that calls the management API: noted by whoever lets a request in, for the record of what it does.
public final class Administrator {
    private static final String NOTED = Administrator.class.getName();

    private Administrator() {}

    public static void note(RoutingContext context, String applicationId) {
        context.put(NOTED, applicationId);
    }

    public static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.get(NOTED));
    }
}
