package dev.latchkey.key;

import static dev.latchkey.key.PublishedKeys.API;
import static dev.latchkey.key.PublishedKeys.eventually;
import static dev.latchkey.key.PublishedKeys.id;
import static dev.latchkey.key.PublishedKeys.ids;
import static dev.latchkey.key.PublishedKeys.jwks;
import static dev.latchkey.key.PublishedKeys.listed;
import static dev.latchkey.key.PublishedKeys.rotate;
import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.Management.token;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys are replaced while the service runs, and no good token is refused for it. Nobody waits for the
/// times in between: the tests move them.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class KeyRotationTest {
    /// RFC 7518 §6: the members that a public key may have.
    private static final Set<String> PUBLIC_MEMBERS = Set.of("kty", "use", "alg", "kid", "n", "e", "crv", "x", "y");

    @Inject
    Database database;

    @Inject
    TokenVerifier verifier;

    @Inject
    TokenSigner signer;

    @Inject
    SigningKeyRepository repository;

    @Inject
    OfferedAlgorithms offered;

    @Inject
    Crypto crypto;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Inject
    ChangeFeed feed;

    @Inject
    LatchkeyConfig config;

    @Test
    void aNewKeyIsPublishedThenSignsAndTheOldOneGoesLast() {
        String old = id(Algorithm.ES256, KeyStatus.Current);
        String early = token("all");
        String unseen = token("all");

        rotate(Map.of("signingKeyAlgorithm", "ES256"));

        String successor = id(Algorithm.ES256, KeyStatus.Next);
        assertTrue(ids().containsAll(List.of(old, successor)));
        assertEquals(old, signerOf(token("all")));
        assertTrue(signsFrom(successor).isAfter(Instant.now().plus(Duration.ofMinutes(59))));
        assertEquals(signsFrom(successor).plus(Duration.ofDays(2)), retiresAt(old));

        database.update("update signing_keys set signs_from = now() where id = ?", successor);
        eventually(() -> signerOf(token("all")).equals(successor));
        assertEquals(successor, id(Algorithm.ES256, KeyStatus.Current));
        assertEquals(old, id(Algorithm.ES256, KeyStatus.Previous));
        assertTrue(Jwt.of(early).isSignedByPublishedKey());
        assertTrue(Jwt.of(token("all")).isSignedByPublishedKey());
        status(early, 200);

        database.update("update signing_keys set retires_at = now() + interval '2 seconds' where id = ?", old);
        eventually(() -> !ids().contains(old)); // and for this no row changes
        assertEquals(KeyStatus.Retired.name(), listed(old).get("status"));
        assertTrue(verifier.verify(early).isEmpty());
        status(unseen, 401);
        status(token("all"), 200);
    }

    @Test
    void rotationsAtTheSameMomentMakeOneKey() {
        rotate(Map.of("signingKeyAlgorithm", "PS256"));
        String first = id(Algorithm.PS256, KeyStatus.Current);

        Parallel.run(8, () -> rotate(Map.of("signingKeyAlgorithm", "PS256")));

        String second = id(Algorithm.PS256, KeyStatus.Next);
        assertEquals(first, id(Algorithm.PS256, KeyStatus.Current));

        admin().delete(API + "/" + second).then().statusCode(204);
        assertFalse(ids().contains(second));
        assertNull(listed(first).get("retiresAt"), "the only key of its kind does not retire");
    }

    @Test
    void aKeyThatLeakedCanBeReplacedAndDeletedAtOnce() {
        rotate(Map.of("signingKeyAlgorithm", "ES384"));
        String leaked = id(Algorithm.ES384, KeyStatus.Current);
        rotate(Map.of("signingKeyAlgorithm", "ES384"));
        String waiting = id(Algorithm.ES384, KeyStatus.Next);

        rotate(Map.of("signingKeyAlgorithm", "ES384", "rotationGracePeriod", 0));

        assertEquals(waiting, id(Algorithm.ES384, KeyStatus.Current));
        admin().delete(API + "/" + leaked).then().statusCode(204);
        assertFalse(ids().contains(leaked));
        assertTrue(ids().contains(waiting));
    }

    /// People stay signed in for longer than a key is published.
    @Test
    void aRetiredKeyStillVouchesForHintsUntilItIsDeleted() {
        rotate(Map.of("signingKeyAlgorithm", "PS256"));
        String old = id(Algorithm.PS256, KeyStatus.Current);
        String hint = signed(Algorithm.PS256, signer);
        rotate(Map.of("signingKeyAlgorithm", "PS256", "rotationGracePeriod", 0));
        database.update("update signing_keys set retires_at = now() - interval '1 day' where id = ?", old);
        eventually(() -> verifier.verify(hint).isEmpty());
        assertFalse(ids().contains(old));

        assertTrue(verifier.verifyHint(hint).isPresent());

        admin().delete(API + "/" + old).then().statusCode(204);
        assertTrue(verifier.verifyHint(hint).isEmpty());
    }

    /// A year is how long an authorization lives.
    @Test
    void aRotationDeletesOnlyKeysThatNobodyCanShowATokenOf() {
        for (int i = 0; i < 3; i++) {
            rotate(Map.of("signingKeyAlgorithm", "PS256", "rotationGracePeriod", 0));
        }
        List<String> retired = database.list(
                "select id from signing_keys where algorithm = 'PS256' order by signs_from limit 2",
                row -> row.text("id"));
        retire(retired.getFirst(), 401);
        retire(retired.getLast(), 366);

        rotate(Map.of("signingKeyAlgorithm", "PS256", "rotationGracePeriod", 0));

        List<Object> left = listed().stream().map(key -> key.get("id")).toList();
        assertFalse(left.contains(retired.getFirst()));
        assertTrue(left.contains(retired.getLast()));
    }

    private void retire(String id, int daysAgo) {
        database.update(
                "update signing_keys set retires_at = now() - make_interval(days => ?) where id = ?", daysAgo, id);
    }

    /// Also one that was just taken: whoever has the key could go on for as long as the verdict is remembered.
    @Test
    void aTokenOfADeletedKeyIsRefusedAtOnce() {
        String old = id(Algorithm.ES256, KeyStatus.Current);
        String token = token("all");
        status(token, 200);
        rotate(Map.of("signingKeyAlgorithm", "ES256", "rotationGracePeriod", 0));
        status(token, 200);

        admin().delete(API + "/" + old).then().statusCode(204);

        status(token, 401);
    }

    @Test
    void replacesAllKeysOfAKindThatAreInUse() {
        rotate(Map.of("signingKeyAlgorithm", "RSA"));

        assertNotEquals(id(Algorithm.RS256, KeyStatus.Current), id(Algorithm.RS256, KeyStatus.Next));
        admin().delete(API + "/" + id(Algorithm.RS256, KeyStatus.Next)).then().statusCode(204);
    }

    @Test
    void verifiesWhatAnotherReplicaSignedWithAKeyOfWhichTheNewsDidNotCome() {
        repository.ensure(Algorithm.ES384);
        awaitNews();
        database.update("alter table signing_keys disable trigger announce");
        repository.rotate(Algorithm.ES384, Duration.ZERO, Duration.ZERO);
        database.update("alter table signing_keys enable trigger announce");
        SigningKeys others = new SigningKeys(repository, offered, json, clock, feed);
        others.reload();
        String token = signed(Algorithm.ES384, new TokenSigner(others, crypto, json));
        assertFalse(ids().contains(signerOf(token)));

        eventually(() -> verifier.verify(token).isPresent());

        assertTrue(ids().contains(signerOf(token)));
    }

    @Test
    void doesNotDeleteTheKeyThatSigns() {
        String current = id(Algorithm.RS256, KeyStatus.Current);
        admin().delete(API + "/" + current).then().statusCode(422).body("code", equalTo("oidc.key_required"));
        assertTrue(ids().contains(current));
        admin().delete(API + "/unknown").then().statusCode(404).body("code", equalTo("oidc.key_not_found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signingKeyAlgorithm\":\"HS256\"}",
                "{\"signingKeyAlgorithm\":\"none\"}",
                "{\"signingKeyAlgorithm\":\"EdDSA\"}",
                "{\"signingKeyAlgorithm\":7}",
                "{\"rotationGracePeriod\":-1}",
                "{\"rotationGracePeriod\":\"soon\"}"
            })
    void refusesARotationThatIsNotOffered(String body) {
        admin().body(body)
                .post(API + "/rotate")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString(body.contains("Algorithm") ? "signingKeyAlgorithm" : "rotationGrace"));
    }

    @Test
    void isForAdministratorsOnly() {
        given().get(API).then().statusCode(401);
        given().post(API + "/rotate").then().statusCode(401);
        given().delete(API + "/" + ids().getFirst()).then().statusCode(401);
        given().auth().oauth2(token("")).get(API).then().statusCode(403);
    }

    @Test
    void neverShowsAPrivatePart() {
        jwks().<Map<String, Object>>getList("keys")
                .forEach(key -> assertTrue(PUBLIC_MEMBERS.containsAll(key.keySet()), key::toString));
        Set<String> shown =
                Set.of("id", "algorithm", "signingKeyAlgorithm", "createdAt", "status", "signsFrom", "retiresAt");
        listed().forEach(key -> assertTrue(shown.containsAll(key.keySet()), key::toString));
    }

    private String signed(Algorithm algorithm, TokenSigner signer) {
        return signer.sign(
                algorithm,
                "JWT",
                Map.of(
                        "iss", config.issuer(),
                        "sub", "someone",
                        "iat", Instant.now().getEpochSecond(),
                        "exp", Instant.now().plusSeconds(60).getEpochSecond()));
    }

    /// Until all that was changed so far has reached this replica: news comes in the order of the changes.
    private void awaitNews() {
        AtomicBoolean arrived = new AtomicBoolean();
        feed.subscribe(new ChangeFeed.Listener() {
            @Override
            public void changed(String table, String id) {
                arrived.compareAndSet(false, table.equals("the_last_news"));
            }

            @Override
            public void everythingChanged() {
                // not asked for here
            }
        });
        database.find("select pg_notify('latchkey', 'the_last_news:1') is null as told", row -> true);
        eventually(arrived::get);
    }

    private static String signerOf(String token) {
        return Jwt.of(token).header().get("kid").asText();
    }

    private static Instant signsFrom(String id) {
        return Instant.ofEpochMilli((Long) listed(id).get("signsFrom"));
    }

    private static Instant retiresAt(String id) {
        return Instant.ofEpochMilli((Long) listed(id).get("retiresAt"));
    }

    private static void status(String token, int expected) {
        given().auth().oauth2(token).get(API).then().statusCode(expected);
    }
}
