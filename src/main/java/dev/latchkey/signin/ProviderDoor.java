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

    /// For signing in.
    ///
    /// @throws ConnectorException when the provider has to be asked first and fails
    String address(RoutingContext context, SignIn signIn, ConfiguredConnector connector) {
        return address(context, signIn, connector, new Errand.Enter());
    }

    /// @throws ConnectorException when the provider has to be asked first and fails
    String address(RoutingContext context, SignIn signIn, ConfiguredConnector connector, Errand errand) {
        String userAgent = Browsers.userAgent(context);
        if (connector.connector().entrance(userAgent) == Entrance.CLOSED) {
            return "/sign-in/elsewhere/" + connector.id() + "?id=" + signIn.id()
                    + errand.kind().query();
        }
        return connector.connector().appLink(userAgent).isPresent()
                ? appPath(signIn, connector.id(), errand.kind())
                : visits.begin(signIn, connector, userAgent, errand);
    }

    static String appPath(SignIn signIn, String connectorId, Errand.Kind errand) {
        return "/sign-in/app/" + connectorId + "?id=" + signIn.id() + errand.query();
    }
}
