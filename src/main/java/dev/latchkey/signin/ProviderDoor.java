package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Entrance;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Where a person goes who has chosen a provider: to its page, by way of its app, or into another browser first.
@Singleton
class ProviderDoor {
    private final SocialVisits visits;

    ProviderDoor(SocialVisits visits) {
        this.visits = visits;
    }

    /// @throws ConnectorException when the provider has to be asked first and fails
    String address(RoutingContext context, SignIn signIn, ConfiguredConnector connector) {
        String userAgent = Browsers.userAgent(context);
        if (connector.connector().entrance(userAgent) == Entrance.CLOSED) {
            return "/sign-in/elsewhere/" + connector.id() + "?id=" + signIn.id();
        }
        return connector.connector().appLink(userAgent).isPresent()
                ? appPath(signIn, connector.id())
                : visits.begin(signIn, connector, userAgent);
    }

    static String appPath(SignIn signIn, String connectorId) {
        return "/sign-in/app/" + connectorId + "?id=" + signIn.id();
    }
}
