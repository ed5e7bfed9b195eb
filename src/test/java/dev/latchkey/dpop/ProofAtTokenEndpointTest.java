package dev.latchkey.dpop;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.security.KeyPair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9449 §4.3 and §5: which proofs the token endpoint takes, and what it binds.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofAtTokenEndpointTest {
    private static final String API = "urn:latchkey:management";

    private final DpopKey key = DpopKey.make();
    private RelyingParty machine;
    private RelyingParty strict;

    @BeforeAll
    void makeMachines() {
        Admin admin = new Admin();
        machine = admin.application("MachineToMachine", Map.of(), Map.of());
        strict = admin.application("MachineToMachine", Map.of(), Map.of("dpopBoundAccessTokens", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
    void theTokenIsBoundToTheKeyOfTheProof(String algorithm) {
        DpopKey own = DpopKey.of(algorithm);
        Response answer = send(own.proof("POST", "/oidc/token").text());
        answer.then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .header("DPoP-Nonce", nullValue())
                .header("Cache-Control", equalTo("no-store"));
        Jwt token = Jwt.of(answer.path("access_token"));
        assertEquals(own.thumbprint(), token.claims().at("/cnf/jkt").asText());
        machine.authenticated()
                .formParam("token", token.text())
                .post("/oidc/token/introspection")
                .then()
                .body("active", equalTo(true))
                .body("token_type", equalTo("DPoP"))
                .body("cnf.jkt", equalTo(own.thumbprint()));
    }

    @Test
    void withoutAProofTheTokenIsABearerToken() {
        Response answer = machine.token(form());
        answer.then().statusCode(200).body("token_type", equalTo("Bearer"));
        assertFalse(Jwt.of(answer.path("access_token")).claims().has("cnf"));
    }

    @Test
    void anApplicationWhoseTokensMustBeBoundGetsNoneWithoutAProof() {
        strict.token(form()).then().statusCode(400).body("error", equalTo("invalid_request"));
        strict.authenticated()
                .header("DPoP", proof().text())
                .formParams(form())
                .post("/oidc/token")
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"));
    }

    @Test
    void aProofIsTakenOnce() {
        String proof = proof().text();
        send(proof).then().statusCode(200);
        isRefused(send(proof));
    }

    @Test
    void ofTwentyParallelRequestsWithOneProofOneSucceeds() {
        String proof = proof().text();
        List<Integer> statuses = Parallel.run(20, () -> send(proof).statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(19, statuses.stream().filter(status -> status == 400).count());
    }

    @Test
    void oneJtiMayBeUsedByTwoKeys() {
        send(proof().with("jti", "the-same").text()).then().statusCode(200);
        send(DpopKey.make().proof("POST", "/oidc/token").with("jti", "the-same").text())
                .then()
                .statusCode(200);
    }

    @Test
    void twoHeadersAreOneTooMany() {
        isRefused(machine.authenticated()
                .header("DPoP", proof().text(), proof().text())
                .formParams(form())
                .post("/oidc/token"));
        isRefused(send(proof().text() + ", " + proof().text()));
    }

    @Test
    void aClockMayBeALittleOff() {
        long now = Instant.now().getEpochSecond();
        for (long iat : new long[] {now - 240, now - 10, now + 10, now + 50}) {
            send(proof().with("iat", iat).text()).then().statusCode(200);
        }
    }

    @Test
    void anOldProofAndOneOfTheFutureAreRefused() {
        long now = Instant.now().getEpochSecond();
        for (Object iat : new Object[] {
            now - 310, now + 70, now - 86_400, now + 86_400, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1e300
        }) {
            isRefused(send(proof().with("iat", iat).text()));
        }
    }

    @Test
    void theAddressIsComparedWithoutQueryAndInItsNormalForm() {
        String token = RelyingParty.endpoint() + "/oidc/token";
        for (String htu : new String[] {
            token + "?a=b",
            token + "#c",
            token.replace("http:", "HTTP:"),
            token.replace("localhost", "LOCALHOST"),
            token.replace("/oidc", "/x/../oidc"),
            token.replace("token", "%74oken")
        }) {
            send(proof().with("htu", htu).text()).then().statusCode(200);
        }
    }

    @Test
    void theAddressIsTheConfiguredOneWhateverTheHostHeaderSays() {
        machine.authenticated()
                .header("Host", "evil.example.com")
                .header(
                        "DPoP",
                        proof().with("htu", "http://evil.example.com/oidc/token")
                                .text())
                .formParams(form())
                .post("/oidc/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
    }

    @Test
    void aProofForAnythingElseIsRefused() {
        String endpoint = RelyingParty.endpoint();
        List.of(
                        proof().with("htm", "GET"),
                        proof().with("htm", "post"),
                        proof().with("htm", null),
                        proof().with("htu", endpoint + "/oidc/me"),
                        proof().with("htu", endpoint + "/oidc/token/"),
                        proof().with("htu", endpoint + "/oidc%2Ftoken"),
                        proof().with("htu", "https://other.example.com/oidc/token"),
                        proof().with("htu", "/oidc/token"),
                        proof().with("htu", "mailto:token"),
                        proof().with("htu", "http://"),
                        proof().with("htu", "not an address"),
                        proof().with("htu", ""),
                        proof().with("htu", List.of(endpoint + "/oidc/token")),
                        proof().with("htu", null))
                .forEach(proof -> isRefused(send(proof.text())));
    }

    @Test
    void aProofWithoutItsClaimsIsRefused() {
        List.of(
                        proof().with("jti", null),
                        proof().with("jti", ""),
                        proof().with("jti", 7),
                        proof().with("jti", "x".repeat(257)),
                        proof().with("iat", null),
                        proof().with("iat", "now"),
                        proof().with("nonce", 7),
                        proof().with("ath", 7))
                .forEach(proof -> isRefused(send(proof.text())));
    }

    @Test
    void aHeaderThatIsNotThatOfAProofIsRefused() {
        Map<String, Object> jwk = key.jwk();
        List.of(
                        proof().withHeader("typ", null),
                        proof().withHeader("typ", "JWT"),
                        proof().withHeader("typ", "at+jwt"),
                        proof().withHeader("alg", null),
                        proof().withHeader("alg", "none"),
                        proof().withHeader("alg", "HS256"),
                        proof().withHeader("alg", "ES384"),
                        proof().withHeader("alg", "RS256"),
                        proof().withHeader("alg", "PS256"),
                        proof().withHeader("alg", 7),
                        proof().withHeader("crit", List.of("exp")),
                        proof().withHeader("crit", List.of("b64")).withHeader("b64", false),
                        proof().withHeader("jwk", null),
                        proof().withHeader("jwk", "text"),
                        proof().withHeader("jwk", List.of(jwk)),
                        proof().withHeader("jwk", Map.of()),
                        proof().withHeader("jwk", with(jwk, "d", jwk.get("x"))),
                        proof().withHeader("jwk", with(jwk, "x", jwk.get("y"))),
                        proof().withHeader("jwk", with(jwk, "crv", "P-384")),
                        proof().withHeader("jwk", with(jwk, "crv", "secp256k1")),
                        proof().withHeader("jwk", with(jwk, "kty", "RSA")),
                        proof().withHeader("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")),
                        proof().withHeader("jwk", DpopKey.make().jwk()))
                .forEach(proof -> isRefused(send(proof.text())));
    }

    @Test
    void keysAndAlgorithmsThatAreNotOfferedAreRefused() {
        isRefused(send(DpopKey.of("RS256").proof("POST", "/oidc/token").text()));
        KeyPair small = DpopKey.generate("RSA", 1024);
        isRefused(send(new DpopKey("PS256", small).proof("POST", "/oidc/token").text()));
        DpopKey rsa = DpopKey.of("PS256");
        isRefused(send(rsa.proof("POST", "/oidc/token")
                .withHeader("jwk", with(rsa.jwk(), "e", rsa.jwk().get("n")))
                .text()));
        isRefused(send(rsa.proof("POST", "/oidc/token")
                .withHeader("jwk", with(rsa.jwk(), "n", rsa.jwk().get("n") + "A".repeat(1000)))
                .text()));
        DpopKey edwards = DpopKey.of("EdDSA");
        isRefused(send(edwards.proof("POST", "/oidc/token")
                .withHeader("jwk", with(edwards.jwk(), "crv", "Ed448"))
                .text()));
    }

    @Test
    void aSignatureOfAnotherKeyOrOfNoneIsRefused() {
        isRefused(send(proof().signedBy(DpopKey.make())));
        String good = proof().text();
        isRefused(send(good.substring(0, good.lastIndexOf('.') + 1)));
        isRefused(send(good.substring(0, good.lastIndexOf('.') + 1) + "AAAA"));
        String unsecured = proof().withHeader("alg", "none").text();
        isRefused(send(unsecured.substring(0, unsecured.lastIndexOf('.') + 1)));
    }

    @Test
    void whatIsNoProofAtAllIsRefusedAndNeverAFault() {
        String good = proof().text();
        for (String text : new String[] {
            "",
            "x",
            ".",
            "..",
            "...",
            "a.b.c",
            "{}",
            good + ".x",
            "x".repeat(20_000),
            proof().text("[".repeat(3000), "{}"),
            proof().text("{}", "{}"),
            proof().text("null", "null"),
            proof().text("{\"typ\":\"dpop+jwt\"}", "[]"),
            proof().text(DpopProof.json(proof().header()), "[]"),
            proof().text(DpopProof.json(proof().header()), "no")
        }) {
            isRefused(send(text));
        }
    }

    @Test
    void whateverIsChangedInAProofIsAnsweredAndNeverAFault() {
        Random random = new Random(9449);
        for (int i = 0; i < 200; i++) {
            DpopProof proof = proof();
            byte[] part = (i % 2 == 0 ? DpopProof.json(proof.header()) : DpopProof.json(proof.claims())).getBytes();
            part[random.nextInt(part.length)] = (byte) random.nextInt(256);
            String changed = new String(part, java.nio.charset.StandardCharsets.ISO_8859_1);
            String text = i % 2 == 0
                    ? proof.text(changed, DpopProof.json(proof.claims()))
                    : proof.text(DpopProof.json(proof.header()), changed);
            int status = send(text).statusCode();
            assertEquals(true, status == 200 || status == 400, text);
        }
    }

    @Test
    void aRepeatedMemberMakesItNoProof() {
        String header = DpopProof.json(proof().header());
        String claims = DpopProof.json(proof().claims());
        isRefused(send(proof().text(header, claims.replace("}", ",\"htm\":\"POST\"}"))));
    }

    @Test
    void aProofThatWasRefusedForItsClientIsNotSpent() {
        String proof = proof().text();
        RestAssured.given()
                .formParams(form())
                .formParam("client_id", machine.id())
                .formParam("client_secret", "wrong")
                .header("DPoP", proof)
                .post("/oidc/token")
                .then()
                .statusCode(401);
        send(proof).then().statusCode(200);
    }

    @Test
    void aBoundTokenIsNoBearerTokenForTheManagementApi() {
        String token = send(proof().text()).path("access_token");
        for (String scheme : new String[] {"Bearer", "DPoP"}) {
            RestAssured.given()
                    .header("Authorization", scheme + " " + token)
                    .get("/api/applications")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void discoveryNamesTheAlgorithms() {
        RestAssured.get("/oidc/.well-known/openid-configuration")
                .then()
                .body("dpop_signing_alg_values_supported", hasItems("ES256", "PS256", "EdDSA"))
                .body("dpop_signing_alg_values_supported.size()", equalTo(3));
    }

    @Test
    void aPageOfTheApplicationMaySendProofsAndReadNonces() {
        RestAssured.given()
                .header("Origin", "https://app.example.com")
                .options("/oidc/token")
                .then()
                .header("Access-Control-Allow-Headers", equalTo("Authorization, Content-Type, DPoP"));
        machine.authenticated()
                .header("Origin", RelyingParty.endpoint())
                .formParams(form())
                .post("/oidc/token")
                .then()
                .header("Access-Control-Expose-Headers", equalTo("WWW-Authenticate, DPoP-Nonce, Retry-After"));
    }

    private DpopProof proof() {
        return key.proof("POST", "/oidc/token");
    }

    private static Map<String, String> form() {
        return Map.of("grant_type", "client_credentials", "resource", API);
    }

    private Response send(String proof) {
        return machine.authenticated().header("DPoP", proof).formParams(form()).post("/oidc/token");
    }

    private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        changed.put(member, value);
        return changed;
    }

    private static void isRefused(Response answer) {
        answer.then().statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    }
}
