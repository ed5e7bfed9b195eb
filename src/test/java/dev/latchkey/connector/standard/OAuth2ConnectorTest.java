package dev.latchkey.connector.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.testing.JsonServer;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §4.1: a person comes from a provider that is described by its endpoints alone.
class OAuth2ConnectorTest {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/acme");

    private JsonServer provider;

    @BeforeEach
    void start() {
        provider = JsonServer.start().on("/token", "{\"access_token\":\"t-1\"}").on("/me", """
                        {"data":{"user":{"id":7,"nick":"Lin"}},"pictures":["https://p.example/1.png"],
                         "mails":[{"address":"lin@example.com","ok":true}]}""");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void readsWhoThePersonIsByPaths() {
        ExternalIdentity person = signIn(config());
        assertEquals("7", person.id());
        assertEquals("Lin", person.name().orElseThrow());
        assertEquals("https://p.example/1.png", person.avatar().orElseThrow());
        assertEquals(
                new ExternalIdentity.Contact("lin@example.com", true),
                person.email().orElseThrow());
        assertTrue(person.appId().isEmpty()
                && person.userId().isEmpty()
                && person.openId().isEmpty());
        assertEquals("Bearer t-1", provider.call("/me").authorization());
    }

    @Test
    void provesItselfAndTheCode() {
        SocialConnector connector = connector(config());
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        Map<String, String> query = OidcProvider.parameters(departure.address().getRawQuery());
        assertEquals("1", query.get("tenant"), "what the address had before stays");
        assertEquals("S256", query.get("code_challenge_method"));
        connector.identify(new Arrival(Map.of("code", "c-1"), CALLBACK, departure.session()));

        JsonServer.Call call = provider.call("/token");
        assertEquals("Basic YXBwOnMlM0FjcmV0", call.authorization()); // app:s%3Acret
        assertEquals("c-1", call.parameters().get("code"));
        assertEquals(CALLBACK.toString(), call.parameters().get("redirect_uri"));
        assertEquals(departure.session().get("verifier"), call.parameters().get("code_verifier"));
        assertFalse(call.parameters().containsKey("client_secret"));
    }

    @Test
    void provesItselfInTheFormIfItHasTo() {
        signIn(config().put("tokenEndpointAuthMethod", "client_secret_post").put("pkce", false));
        JsonServer.Call call = provider.call("/token");
        assertEquals("s:cret", call.parameters().get("client_secret"));
        assertFalse(call.parameters().containsKey("code_verifier"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{\"user\":{\"id\":null}}}",
                "{\"data\":{\"user\":{\"id\":\" \"}}}",
                "{\"data\":{\"user\":{\"id\":true}}}",
                "{\"data\":{\"user\":{\"id\":{}}}}",
                "{\"data\":{\"user\":{\"id\":1.5}}}",
                "[]",
                "no json"
            })
    void takesNobodyWithoutAnId(String answer) {
        provider.on("/me", answer);
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal().error());
    }

    @Test
    void keepsOnlyWhatCanBeStoredAndShown() {
        provider.on("/me", """
                {"data":{"user":{"id":"a\\u0000b","nick":"Li\\u0000n\\ud83d"}},"pictures":["http://p.example/1.png"],
                 "mails":[{"address":"nonsense","ok":true}]}""");
        ExternalIdentity person = signIn(config());
        assertEquals("ab", person.id());
        assertEquals("Lin", person.name().orElseThrow());
        assertTrue(person.avatar().isEmpty());
        assertTrue(person.email().isEmpty());
        assertFalse(person.details().toString().contains("\\u0000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/token|200|{\"error\":\"invalid_grant\"}|AUTH_CODE_INVALID",
                "/token|400|{\"error\":\"invalid_client\"}|MISCONFIGURED",
                "/token|401|{}|MISCONFIGURED",
                "/token|200|{}|INVALID_RESPONSE",
                "/token|200|no json|INVALID_RESPONSE",
                "/token|429|{}|UNAVAILABLE",
                "/token|302|{}|GENERAL",
                "/me|401|{}|ACCESS_TOKEN_INVALID",
                "/me|403|{}|MISCONFIGURED",
                "/me|500|{}|UNAVAILABLE",
                "/me|302|{}|INVALID_RESPONSE",
            })
    void tellsApartWhoCanMendARefusal(String path, int status, String body, ConnectorError error) {
        provider.on(path, status, body);
        assertEquals(error, refusal().error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorizationEndpoint|''", "tokenEndpoint|http://inner.example/token", "userInfoEndpoint|x",
                "userInfoEndpoint|https://me.example/#x", "clientId|''", "clientSecret|''",
                "tokenEndpointAuthMethod|tls_client_auth",
            })
    void refusesAConfigurationThatCannotWork(String field, String value) {
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> connector(config().put(field, value)));
        assertEquals(ConnectorError.INVALID_CONFIG, refused.error());
        assertEquals(field, refused.data().get("field"));
    }

    @Test
    void aPublicClientNeedsPkce() {
        ObjectNode config = config().put("tokenEndpointAuthMethod", "none");
        config.remove("clientSecret");
        signIn(config);
        assertEquals("app", provider.call("/token").parameters().get("client_id"));
        assertThrows(ConnectorException.class, () -> connector(config.put("pkce", false)));
    }

    @Test
    void refusesAPathThatIsNone() {
        ObjectNode config = config();
        config.putObject("profileMap").put("id", "a..b");
        assertThrows(ConnectorException.class, () -> connector(config));
        config.putObject("profileMap").put("shoeSize", "a");
        assertThrows(ConnectorException.class, () -> connector(config));
        config.put("profileMap", "id");
        assertThrows(ConnectorException.class, () -> connector(config));
    }

    private ConnectorException refusal() {
        return assertThrows(ConnectorException.class, () -> signIn(config()));
    }

    private static ExternalIdentity signIn(ObjectNode config) {
        SocialConnector connector = connector(config);
        Departure departure = connector.authorizationUri(new Visitor("s", CALLBACK, ""));
        return connector.identify(new Arrival(Map.of("code", "c-1"), CALLBACK, departure.session()));
    }

    private static SocialConnector connector(ObjectNode config) {
        return new OAuth2Factory(StandardsForTests.fresh(Clock.systemUTC())).configure(config);
    }

    private ObjectNode config() {
        ObjectNode config = JsonNodeFactory.instance
                .objectNode()
                .put("authorizationEndpoint", provider.address() + "/authorize?tenant=1")
                .put("tokenEndpoint", provider.address() + "/token")
                .put("userInfoEndpoint", provider.address() + "/me")
                .put("clientId", "app")
                .put("clientSecret", "s:cret");
        config.putObject("profileMap")
                .put("id", "data.user.id")
                .put("name", "data.user.nick")
                .put("avatar", "pictures.0")
                .put("email", "mails.0.address")
                .put("emailVerified", "mails.0.ok");
        return config;
    }
}
