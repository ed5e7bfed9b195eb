package dev.latchkey.connector.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What docs/connectors.md shows does what it says.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ExampleConnectorTest {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/example");

    @Inject
    ExampleFactory factory;

    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void sendsThePersonToTheProvider() {
        assertEquals(
                server() + "/authorize?response_type=code&client_id=app&redirect_uri="
                        + "https%3A%2F%2Fid.example.com%2Fcallback%2Fexample&state=abc",
                connector()
                        .authorizationUri(new Visitor("abc", CALLBACK, ""))
                        .address()
                        .toString());
    }

    @Test
    void asksTheProviderWhoThePersonIs() {
        answer("/token", 200, "{\"access_token\": \"t\"}");
        answer("/userinfo", 200, "{\"id\": 7, \"name\": \"Lin\"}");

        ExternalIdentity identity = connector().identify(Arrival.of(Map.of("code", "c"), CALLBACK));

        assertEquals("7", identity.id());
        assertEquals("Lin", identity.name().orElseThrow());
    }

    @Test
    void tellsARefusedCodeFromAWrongSecret() {
        answer("/token", 400, "{\"error\": \"invalid_grant\"}");
        assertEquals(ConnectorError.AUTH_CODE_INVALID, refusal());

        provider.removeContext("/token");
        answer("/token", 401, "{\"error\": \"invalid_client\"}");
        assertEquals(ConnectorError.MISCONFIGURED, refusal());
    }

    @Test
    void takesNobodyWithoutAnId() {
        answer("/token", 200, "{\"access_token\": \"t\"}");
        answer("/userinfo", 200, "{\"id\": null}");
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal());
    }

    @Test
    void refusesAnAddressThatIsNone() {
        ObjectNode config = config().put("server", "not an address");
        ConnectorException refused = assertThrows(ConnectorException.class, () -> factory.configure(config));
        assertEquals(ConnectorError.INVALID_CONFIG, refused.error());
    }

    private ConnectorError refusal() {
        SocialConnector connector = connector();
        return assertThrows(
                        ConnectorException.class, () -> connector.identify(Arrival.of(Map.of("code", "c"), CALLBACK)))
                .error();
    }

    private SocialConnector connector() {
        return factory.configure(config());
    }

    private ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("server", server())
                .put("clientId", "app")
                .put("clientSecret", "sesame");
    }

    private String server() {
        return "http://localhost:" + provider.getAddress().getPort();
    }

    private void answer(String path, int status, String body) {
        provider.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
