package dev.latchkey.connector.apple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Apple keeps the contract; its client secret is a JWT, and the name comes by the browser, once.
class AppleTest extends ConnectorContract {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/apple");
    private static final KeyPair KEY = key("secp256r1");
    private static OidcProvider provider;

    @BeforeAll
    static void start() {
        provider = OidcProvider.start();
        provider.discovery(document -> document.remove("userinfo_endpoint"));
        provider.claims(
                claims -> claims.put("email", "lin@privaterelay.example").put("email_verified", "true"));
        provider.clientIs(form -> isSecret(form.getOrDefault("client_secret", "")));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new AppleFactory(StandardsForTests.fresh(Clock.systemUTC()), provider.issuer());
    }

    @Override
    protected ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clientId", "com.example.signin")
                .put("teamId", "TEAM123456")
                .put("keyId", "KEY1234567")
                .put("privateKey", p8(KEY));
    }

    @Test
    void asksForAFormPost() {
        Departure departure = connector().authorizationUri(new Visitor("s", CALLBACK, ""));
        Map<String, String> query = OidcProvider.parameters(departure.address().getRawQuery());
        assertEquals("form_post", query.get("response_mode"));
        assertEquals("openid name email", query.get("scope"));
    }

    @Test
    void greetsByTheNameOfTheFirstSignIn() {
        ExternalIdentity person =
                signIn("{\"name\":{\"firstName\":\"Lin\",\"lastName\":\"Mei\"},\"email\":\"evil@x.example\"}");
        assertEquals("Lin Mei", person.name().orElseThrow());
        assertEquals(
                new ExternalIdentity.Contact("lin@privaterelay.example", true),
                person.email().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no json", "[]", "{\"name\":7}", "{\"name\":{\"firstName\":null}}"})
    void doesWithoutTheNameLater(String user) {
        ExternalIdentity person = signIn(user);
        assertEquals("person-1", person.id());
        assertTrue(person.name().isEmpty());
    }

    @Test
    void takesTheKeyInEveryRendering() {
        String oneLine = p8(KEY).replaceAll("-----[A-Z ]+-----|\\s", "");
        factory().configure(config().put("privateKey", oneLine));
        factory().configure(config().put("privateKey", p8(KEY).replace("\n", "\\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAA", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"})
    void refusesWhatIsNoKey(String text) {
        assertThrows(ConnectorException.class, () -> factory().configure(config().put("privateKey", text)));
    }

    @Test
    void refusesAKeyOfAnotherCurve() {
        assertThrows(
                ConnectorException.class, () -> factory().configure(config().put("privateKey", p8(key("secp384r1")))));
    }

    private SocialConnector connector() {
        return factory().configure(config());
    }

    private ExternalIdentity signIn(String user) {
        Departure departure = connector().authorizationUri(new Visitor("s", CALLBACK, ""));
        Map<String, String> callback = new HashMap<>(provider.visit(departure.address()));
        callback.put("user", user);
        return connector().identify(new Arrival(callback, CALLBACK, departure.session()));
    }

    /// As Apple checks it.
    private static boolean isSecret(String jwt) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKey(KEY.getPublic())
                    .setExpectedIssuer("TEAM123456")
                    .setExpectedAudience(provider.issuer())
                    .setExpectedSubject("com.example.signin")
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setMaxFutureValidityInMinutes(10)
                    .build()
                    .processToClaims(jwt);
            return claims != null;
        } catch (InvalidJwtException _) {
            return false;
        }
    }

    private static KeyPair key(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String p8(KeyPair key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
