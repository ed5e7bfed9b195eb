package dev.latchkey.connector.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.connector.kit.ConnectorContract;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Google keeps the contract, and is an OpenID provider like others.
class GoogleTest extends ConnectorContract {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/google");
    private static OidcProvider provider;

    @BeforeAll
    static void start() {
        provider = OidcProvider.start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new GoogleFactory(StandardsForTests.fresh(Clock.systemUTC()), provider.issuer());
    }

    @Override
    protected ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clientId", OidcProvider.CLIENT)
                .put("clientSecret", OidcProvider.SECRET);
    }

    @Test
    void tellsWhoThePersonIs() {
        SocialConnector connector = factory().configure(config());
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        Arrival arrival = new Arrival(provider.visit(departure.address()), CALLBACK, departure.session());
        assertEquals("person-1", connector.identify(arrival).id());
    }

    @Test
    void takesNobodyOfAnotherSignIn() {
        SocialConnector connector = factory().configure(config());
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        provider.claims(claims -> claims.remove("nonce"));
        Arrival arrival = new Arrival(provider.visit(departure.address()), CALLBACK, departure.session());
        ConnectorException refused = assertThrows(ConnectorException.class, () -> connector.identify(arrival));
        provider.claims(_ -> {});
        assertEquals(ConnectorError.INVALID_RESPONSE, refused.error());
    }
}
