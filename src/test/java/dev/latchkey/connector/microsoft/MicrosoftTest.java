package dev.latchkey.connector.microsoft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.connector.kit.ConnectorContract;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Microsoft keeps the contract; each tenant is an issuer of its own.
class MicrosoftTest extends ConnectorContract {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/microsoft");
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static OidcProvider provider;

    @BeforeAll
    static void start() {
        provider = OidcProvider.start();
        provider.discovery(document -> document.put("issuer", provider.issuer() + "/{tenantid}/v2.0")
                .put("authorization_response_iss_parameter_supported", false));
    }

    @BeforeEach
    void honest() {
        tenant(TENANT, TENANT);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new MicrosoftFactory(StandardsForTests.fresh(Clock.systemUTC()), provider.issuer());
    }

    @Override
    protected ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clientId", OidcProvider.CLIENT)
                .put("clientSecret", OidcProvider.SECRET);
    }

    @Test
    void takesAPersonOfAnyTenant() {
        assertEquals("person-1", signIn().id());
    }

    @ParameterizedTest
    @CsvSource({
        "11111111-2222-3333-4444-555555555555, 99999999-2222-3333-4444-555555555555",
        "'', 11111111-2222-3333-4444-555555555555",
        "{tenantid}, {tenantid}",
        "../x, ../x",
    })
    void believesNoTenantThatIsNotTheIssuer(String tid, String issuer) {
        tenant(tid, issuer);
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                assertThrows(ConnectorException.class, this::signIn).error());
    }

    /// Any tenant's administrator can write any address into a profile.
    @Test
    void takesAnAddressForVerifiedOnlyIfTheTenantOwnsItsDomain() {
        assertFalse(signIn().email().orElseThrow().isVerified());
        provider.userInfo(person -> person.put("xms_edov", true));
        assertTrue(signIn().email().orElseThrow().isVerified());
        provider.userInfo(_ -> {});
    }

    @Test
    void takesTheIdOfATenantAndNotItsName() {
        assertThrows(
                ConnectorException.class,
                () -> factory().configure(config().put("tenantId", "contoso.onmicrosoft.com")));
        factory().configure(config().put("tenantId", TENANT));
        factory().configure(config().put("tenantId", "consumers"));
    }

    private static void tenant(String tid, String issuer) {
        provider.claims(claims -> claims.put("tid", tid).put("iss", provider.issuer() + "/" + issuer + "/v2.0"));
    }

    private ExternalIdentity signIn() {
        SocialConnector connector = factory().configure(config());
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        return connector.identify(new Arrival(provider.visit(departure.address()), CALLBACK, departure.session()));
    }
}
