package dev.latchkey.connector.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Core §3.1: a person comes from an OpenID provider, honest or not.
class OidcConnectorTest {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/acme");

    private OidcProvider provider;

    @BeforeEach
    void start() {
        provider = OidcProvider.start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void asksForACodeWithNonceAndPkceOfItsOwnEachTime() {
        SocialConnector connector = connector();
        Departure one = depart(connector);
        Departure two = depart(connector);
        Map<String, String> query = OidcProvider.parameters(one.address().getRawQuery());

        assertEquals("code", query.get("response_type"));
        assertEquals("openid profile email", query.get("scope"));
        assertEquals("state-1", query.get("state"));
        assertEquals(CALLBACK.toString(), query.get("redirect_uri"));
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals(query.get("nonce"), one.session().get("nonce"));
        assertNotEquals(one.session(), two.session());
        assertFalse(one.address().toString().contains(one.session().get("verifier")));
    }

    @Test
    void believesAnHonestProvider() {
        ExternalIdentity person = signIn(connector());

        assertEquals("person-1", person.id());
        assertEquals("Lin", person.name().orElseThrow());
        assertEquals("https://pictures.example/lin.png", person.avatar().orElseThrow());
        assertEquals(
                new ExternalIdentity.Contact("Lin@example.com", true),
                person.email().orElseThrow());
        assertTrue(person.phone().isEmpty());
        assertEquals("Lin", person.details().path("rawData").path("name").asText());
    }

    @Test
    void takesAnAddressForVerifiedOnlyIfTheProviderSaysSo() {
        provider.userInfo(person -> person.remove("email_verified"));
        assertFalse(signIn(connector()).email().orElseThrow().isVerified());
        provider.userInfo(person -> person.put("email_verified", "false"));
        assertFalse(signIn(connector()).email().orElseThrow().isVerified());
        provider.userInfo(person -> person.put("email_verified", "true"));
        assertTrue(signIn(connector()).email().orElseThrow().isVerified());
    }

    static Stream<Arguments> lies() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                lie("no nonce", claims -> claims.remove("nonce")),
                lie("an empty nonce", claims -> claims.put("nonce", "")),
                lie("a null nonce", claims -> claims.putNull("nonce")),
                lie("another nonce", claims -> claims.put("nonce", "n")),
                lie("no issuer", claims -> claims.remove("iss")),
                lie("another issuer", claims -> claims.put("iss", "https://evil.example")),
                lie(
                        "an issuer with a slash more",
                        claims -> claims.put("iss", claims.path("iss").asText() + "/")),
                lie("no audience", claims -> claims.remove("aud")),
                lie("another audience", claims -> claims.put("aud", "another")),
                lie(
                        "an audience without us",
                        claims -> claims.putArray("aud").add("a").add("b")),
                lie(
                        "several audiences and no azp",
                        claims ->
                                claims.putArray("aud").add(OidcProvider.CLIENT).add("b")),
                lie("another azp", claims -> claims.put("azp", "another")),
                lie("no exp", claims -> claims.remove("exp")),
                lie("an exp that is over", claims -> claims.put("exp", now - 120)),
                lie("an exp that is text", claims -> claims.put("exp", "soon")),
                lie("no iat", claims -> claims.remove("iat")),
                lie("an iat to come", claims -> claims.put("iat", now + 600)),
                lie("an iat long ago", claims -> claims.put("iat", now - 3600)),
                lie("an nbf to come", claims -> claims.put("nbf", now + 600)),
                lie("no sub", claims -> claims.remove("sub")),
                lie("an empty sub", claims -> claims.put("sub", "")),
                lie("a sub that is a number", claims -> claims.put("sub", 7)),
                lie("an at_hash of another token", claims -> claims.put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")));
    }

    private static Arguments lie(String name, Consumer<ObjectNode> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void believesNoIdTokenWith(String what, Consumer<ObjectNode> change) {
        provider.claims(change);
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error(), what);
    }

    @Test
    void takesSeveralAudiencesIfItIsTheAuthorizedParty() {
        provider.claims(claims -> claims.put("azp", OidcProvider.CLIENT)
                .putArray("aud")
                .add(OidcProvider.CLIENT)
                .add("b"));
        assertEquals("person-1", signIn(connector()).id());
    }

    @Test
    void believesNoOtherSignature() {
        provider.signing((jws, _) -> jws.setKey(OidcProvider.newKey("one").getPrivateKey()));
        assertEquals("has a wrong signature", reasonOf(refusal(connector())));

        provider.signing((jws, _) -> jws.setKeyIdHeaderValue("unknown"));
        assertEquals("is signed by a key that the provider does not publish", reasonOf(refusal(connector())));

        provider.signing((jws, _) -> {
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey("a secret that is long enough for HS256".getBytes(StandardCharsets.UTF_8)));
        });
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());

        provider.signing((jws, _) -> {
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
            jws.setKey(null);
        });
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
    }

    @Test
    void believesNoAnswerWithoutIdToken() {
        provider.tokens(answer -> answer.remove("id_token"));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
        provider.tokens(answer -> answer.put("id_token", answer.path("id_token").asText() + "x"));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
        provider.tokens(answer -> answer.put("id_token", "a.b.c"));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
    }

    @Test
    void asksForTheKeysOnceMoreWhenOneIsUnknown() {
        Later clock = new Later();
        SocialConnector connector = connector(config(), clock);
        assertEquals("person-1", signIn(connector).id());

        provider.rotate();
        clock.ahead = Duration.ofSeconds(40); // not at once: forged ids must not make us ask and ask
        assertEquals("person-1", signIn(connector).id());
    }

    @Test
    void believesNothingAboutAnotherPerson() {
        provider.userInfo(person -> person.put("sub", "person-2"));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
        provider.userInfo(person -> person.remove("sub"));
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal(connector()).error());
    }

    @Test
    void worksWithoutUserInfo() {
        provider.discovery(document -> document.remove("userinfo_endpoint"));
        provider.claims(claims -> claims.put("name", "Aisha"));
        assertEquals("Aisha", signIn(connector()).name().orElseThrow());
    }

    @Test
    void sendsNoCodeOfOneProviderToAnother() {
        SocialConnector connector = connector();
        Departure departure = depart(connector);
        Map<String, String> callback = provider.visit(departure.address());

        callback.put("iss", "https://evil.example");
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                refusal(connector, callback, departure).error());
        callback.remove("iss"); // which the provider announces
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                refusal(connector, callback, departure).error());
        assertEquals(0, provider.tokenCalls());
    }

    @Test
    void usesNoDiscoveryDocumentOfSomebodyElse() {
        provider.discovery(document -> document.put("issuer", "https://evil.example"));
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                assertThrows(ConnectorException.class, () -> depart(connector()))
                        .error());
        provider.discovery(document -> document.remove("jwks_uri"));
        assertThrows(ConnectorException.class, () -> depart(connector()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example/token", "http://acme_provider:8080/token", "http:token", "http:///token"})
    void usesNoDiscoveryDocumentWithAnAddressThatMayNotBeCalled(String address) {
        provider.discovery(document -> document.put("token_endpoint", address));
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                assertThrows(ConnectorException.class, () -> depart(connector()))
                        .error());
    }

    @Test
    void tellsApartWhoCanMendARefusal() {
        SocialConnector connector = connector();
        Departure departure = depart(connector);
        Map<String, String> callback = provider.visit(departure.address());
        connector.identify(new Arrival(callback, CALLBACK, departure.session()));
        ConnectorException twice = refusal(connector, callback, departure);
        assertEquals(ConnectorError.AUTH_CODE_INVALID, twice.error());
        assertFalse((twice.getMessage() + twice.data()).contains(callback.get("code")), "the code stays out");

        assertEquals(
                ConnectorError.MISCONFIGURED,
                refusal(connector(config().put("clientSecret", "wrong"), Clock.systemUTC()))
                        .error());
        provider.failing(503);
        assertEquals(ConnectorError.UNAVAILABLE, refusal(connector()).error());
        provider.failing(404);
        assertEquals(ConnectorError.GENERAL, refusal(connector()).error());
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, UNAVAILABLE",
        "invalid_scope, MISCONFIGURED",
        "unauthorized_client, MISCONFIGURED",
        "whatever, GENERAL"
    })
    void understandsTheErrorsOfTheCallback(String error, ConnectorError kind) {
        SocialConnector connector = connector();
        Map<String, String> callback = Map.of("error", error, "iss", provider.issuer());
        assertEquals(kind, refusal(connector, callback, depart(connector)).error());
    }

    @Test
    void needsTheSessionOfTheVisit() {
        SocialConnector connector = connector();
        Departure departure = depart(connector);
        Map<String, String> callback = provider.visit(departure.address());
        Departure other = depart(connector);
        assertEquals(
                ConnectorError.AUTH_CODE_INVALID,
                refusal(connector, callback, other).error()); // PKCE
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer|''", "issuer|http://provider.example", "issuer|https://u@provider.example", "issuer|x",
                "issuer|https://provider.example?a=b", "clientId|''", "clientSecret|''", "clientSecret|a b",
                "scope|profile", "tokenEndpointAuthMethod|private_key_jwt",
            })
    void refusesAConfigurationThatCannotWork(String field, String value) {
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> connector(config().put(field, value), Clock.systemUTC()));
        assertEquals(ConnectorError.INVALID_CONFIG, refused.error());
        assertEquals(field, refused.data().get("field"));
    }

    @Test
    void letsNobodyOverwriteWhatMakesTheSignInSafe() {
        ObjectNode config = config();
        config.putObject("authorizationParameters").put("nonce", "n");
        assertThrows(ConnectorException.class, () -> connector(config, Clock.systemUTC()));
        config.putObject("authorizationParameters").put("prompt", "select_account");
        assertTrue(depart(connector(config, Clock.systemUTC()))
                .address()
                .toString()
                .contains("prompt=select_account"));
    }

    private SocialConnector connector() {
        return connector(config(), Clock.systemUTC());
    }

    private static SocialConnector connector(ObjectNode config, Clock clock) {
        return new OidcFactory(StandardsForTests.fresh(clock)).configure(config);
    }

    private ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("issuer", provider.issuer())
                .put("clientId", OidcProvider.CLIENT)
                .put("clientSecret", OidcProvider.SECRET);
    }

    private static Departure depart(SocialConnector connector) {
        return connector.authorizationUri(new Visitor("state-1", CALLBACK, ""));
    }

    private ExternalIdentity signIn(SocialConnector connector) {
        Departure departure = depart(connector);
        Map<String, String> callback = provider.visit(departure.address());
        return connector.identify(new Arrival(callback, CALLBACK, departure.session()));
    }

    private ConnectorException refusal(SocialConnector connector) {
        return assertThrows(ConnectorException.class, () -> signIn(connector));
    }

    private static ConnectorException refusal(
            SocialConnector connector, Map<String, String> callback, Departure departure) {
        Arrival arrival = new Arrival(new HashMap<>(callback), CALLBACK, departure.session());
        return assertThrows(ConnectorException.class, () -> connector.identify(arrival));
    }

    private static String reasonOf(ConnectorException refusal) {
        return refusal.getMessage().replace("The provider's ID token ", "").replace(".", "");
    }

    /// A clock that can be put forward.
    private static final class Later extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
