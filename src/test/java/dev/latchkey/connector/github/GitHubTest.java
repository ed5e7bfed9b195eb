package dev.latchkey.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.latchkey.testing.JsonServer;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// GitHub keeps the contract; its errors come with status 200, its addresses as a list.
class GitHubTest extends ConnectorContract {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/github");
    private static final String TOKEN = "/login/oauth/access_token";

    private JsonServer provider;

    @BeforeEach
    void start() {
        provider = JsonServer.start()
                .on(TOKEN, "{\"access_token\":\"t\",\"scope\":\"read:user\",\"token_type\":\"bearer\"}")
                .on("/user", """
                        {"id":583231,"login":"lin","name":null,"email":"shown@example.com",
                         "avatar_url":"https://avatars.example/1"}""")
                .on("/user/emails", """
                        [{"email":"second@example.com","primary":false,"verified":true},
                         {"email":"first@example.com","primary":true,"verified":true}]""");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new GitHubFactory(StandardsForTests.fresh(Clock.systemUTC()), provider.address(), provider.address());
    }

    @Override
    protected ObjectNode config() {
        return JsonNodeFactory.instance.objectNode().put("clientId", "app").put("clientSecret", "hub-secret");
    }

    @Test
    void takesThePrimaryVerifiedAddressAndTheLoginForAName() {
        ExternalIdentity person = signIn();
        assertEquals("583231", person.id());
        assertEquals("lin", person.name().orElseThrow());
        assertEquals(
                new ExternalIdentity.Contact("first@example.com", true),
                person.email().orElseThrow());
    }

    @Test
    void takesNoAddressThatIsNotVerified() {
        provider.on("/user/emails", "[{\"email\":\"first@example.com\",\"primary\":true,\"verified\":false}]");
        assertTrue(signIn().email().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"403", "404"})
    void doesWithoutAddressesIfTheyAreClosed(int status) {
        provider.on("/user/emails", status, "{}");
        assertTrue(signIn().email().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "bad_verification_code, AUTH_CODE_INVALID",
        "incorrect_client_credentials, MISCONFIGURED",
        "redirect_uri_mismatch, MISCONFIGURED",
        "unverified_user_email, GENERAL",
    })
    void understandsErrorsWithStatus200(String error, ConnectorError kind) {
        provider.on(TOKEN, "{\"error\":\"" + error + "\"}");
        assertEquals(kind, assertThrows(ConnectorException.class, this::signIn).error());
    }

    private ExternalIdentity signIn() {
        SocialConnector connector = factory().configure(config());
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        return connector.identify(new Arrival(Map.of("code", "c"), CALLBACK, departure.session()));
    }
}
