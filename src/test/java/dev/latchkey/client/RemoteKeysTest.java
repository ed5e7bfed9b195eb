package dev.latchkey.client;

import static dev.latchkey.testing.ClientAssertion.jwk;
import static dev.latchkey.testing.ClientAssertion.jwks;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.KeyServer;
import dev.latchkey.testing.Parallel;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OIDC Core §10.1.1: keys that a client publishes behind its `jwks_uri`, and exchanges when it likes.
@QuarkusTest
class RemoteKeysTest {
    private final DpopKey key = DpopKey.make();
    private KeyServer server;
    private String clientId;

    @BeforeEach
    void register() {
        server = KeyServer.start().publish(jwks(key));
        clientId = new Admin()
                .application(
                        "MachineToMachine",
                        Map.of("tokenEndpointAuthMethod", "private_key_jwt", "jwksUri", server.uri()),
                        Map.of())
                .id();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theKeysAreFetchedOnceForManyRequests() {
        List<Integer> answers = Parallel.run(10, () -> token(ClientAssertion.of(clientId, key)));

        assertEquals(10, Collections.frequency(answers, 200));
        assertEquals(1, server.requests());
    }

    @Test
    void aNewKeyIsSeenAtOnce() {
        assertEquals(200, token(ClientAssertion.of(clientId, key)));
        DpopKey next = DpopKey.of("PS256");
        server.publish(Map.of("keys", List.of(jwk(next, "next"))));

        assertEquals(200, token(ClientAssertion.of(clientId, next).withHeader("kid", "next")));
        assertEquals(401, token(ClientAssertion.of(clientId, key)), "the old key is gone");
        assertEquals(2, server.requests());
    }

    @Test
    void keysThatAreNotThereAreNotAskedForAgainAndAgain() {
        token(ClientAssertion.of(clientId, key));
        for (int i = 0; i < 5; i++) {
            assertEquals(401, token(ClientAssertion.of(clientId, key).withHeader("kid", "nine" + i)));
        }
        assertEquals(2, server.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{}",
                "302|{}",
                "200|",
                "200|[]",
                "200|not JSON",
                "200|{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}"
            })
    void aBrokenAnswerIsARefusalAndNotAskedForAgainAtOnce(int status, String body) {
        server.answer(status, body == null ? "" : body);
        for (int i = 0; i < 3; i++) {
            ClientAssertion.of(clientId, key)
                    .request()
                    .formParam("grant_type", "client_credentials")
                    .post("/oidc/token")
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_client"));
        }
        assertEquals(true, server.requests() <= 2, () -> server.requests() + " requests");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        server.answer(200, "{\"keys\":[], \"padding\":\"" + "x".repeat(300 * 1024) + "\"}");
        assertEquals(401, token(ClientAssertion.of(clientId, key)));
    }

    @Test
    void nobodyThereIsARefusal() {
        server.close();
        assertEquals(401, token(ClientAssertion.of(clientId, key)));
    }

    private static int token(ClientAssertion assertion) {
        return assertion
                .request()
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token")
                .statusCode();
    }
}
