package dev.latchkey.client;

import static dev.latchkey.testing.ClientAssertion.jwk;
import static dev.latchkey.testing.ClientAssertion.jwks;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7523 §3 and OIDC Core §9: clients that authenticate by a key of their own.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateKeyJwtTest {
    private static final DpopKey KEY = DpopKey.of("RS256");

    private Admin admin;
    private String clientId;

    @BeforeAll
    void register() {
        admin = new Admin();
        clientId = machine(Map.of("jwks", jwks(KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA"})
    void everyPublishedAlgorithmIsTaken(String algorithm) {
        DpopKey key = DpopKey.of(algorithm);
        String id = machine(Map.of("jwks", jwks(key)));

        token(ClientAssertion.of(id, key)).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc", "/oidc/token"})
    void theAudienceIsTheIssuerOrTheTokenEndpoint(String path) {
        token(assertion().with("aud", RelyingParty.endpoint() + path)).statusCode(200);
        token(assertion().with("aud", List.of("https://other.example", RelyingParty.endpoint() + path)))
                .statusCode(200);
    }

    @Test
    void theClientIdMayComeAlong() {
        credentials(assertion().request().formParam("client_id", clientId))
                .then()
                .statusCode(200);
        credentials(assertion().request().formParam("client_id", "somebodyelse"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void clocksMayDifferALittle() {
        long now = Instant.now().getEpochSecond();
        token(assertion().with("iat", now + 10).with("nbf", now + 10)).statusCode(200);
        token(assertion().with("exp", now - 5)).statusCode(200);
        token(assertion().with("iat", null)).statusCode(200);
    }

    @Test
    void revocationAndIntrospectionTakeItToo() {
        assertion()
                .request()
                .formParam("token", "x")
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
        assertion()
                .with("aud", RelyingParty.endpoint() + "/oidc/token/introspection")
                .request()
                .formParam("token", "x")
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        assertion()
                .with("aud", RelyingParty.endpoint() + "/oidc/token/revocation")
                .request()
                .formParam("token", "x")
                .post("/oidc/token/introspection")
                .then()
                .statusCode(401);
    }

    static Stream<String> forged() {
        return Stream.of(
                "no alg",
                "alg as number",
                "alg none",
                "alg None with a blank signature",
                "HS256 with the public key as secret",
                "the signature of another key",
                "another key in the header",
                "a changed claim",
                "no signature",
                "iss of another",
                "sub of another",
                "no iss",
                "aud of another",
                "no aud",
                "aud null",
                "aud that begins like ours",
                "no exp",
                "exp as text",
                "expired",
                "good for a day",
                "nbf in the future",
                "iat in the future",
                "iat long ago",
                "no jti",
                "jti as number",
                "endless jti",
                "crit",
                "kid of no key",
                "kid as number",
                "ES256 in the header of an RSA signature",
                "no JWT",
                "no JSON",
                "endless");
    }

    @ParameterizedTest
    @MethodSource("forged")
    void forgedAssertionsAreRefused(String kind) {
        ValidatableResponse answer =
                credentials(ClientAssertion.request(forge(kind))).then();

        answer.statusCode(401).body("error", equalTo("invalid_client")).header("WWW-Authenticate", (String) null);
    }

    private String forge(String kind) {
        long now = Instant.now().getEpochSecond();
        ClientAssertion good = assertion();
        DpopKey stranger = DpopKey.of("RS256");
        return switch (kind) {
            case "no alg" -> good.withHeader("alg", null).text();
            case "alg as number" -> good.withHeader("alg", 256).text();
            case "alg none" -> good.withHeader("alg", "none").input() + ".";
            case "alg None with a blank signature" ->
                good.withHeader("alg", "None").input() + ".AA";
            case "HS256 with the public key as secret" ->
                good.withHeader("alg", "HS256")
                        .signedWithHmac(KEY.pair().getPublic().getEncoded());
            case "the signature of another key" -> new ClientAssertion(stranger, good.header(), good.claims()).text();
            case "another key in the header" ->
                new ClientAssertion(stranger, good.header(), good.claims())
                        .withHeader("jwk", stranger.jwk())
                        .text();
            case "a changed claim" -> {
                String[] parts = good.text().split("\\.");
                yield good.with("jti", "changed").input() + "." + parts[2];
            }
            case "no signature" -> good.input() + ".";
            case "iss of another" -> good.with("iss", "somebodyelse").text();
            case "sub of another" -> good.with("sub", "somebodyelse").text();
            case "no iss" -> good.with("iss", null).text();
            case "aud of another" ->
                good.with("aud", "https://other.example/oidc").text();
            case "no aud" -> good.with("aud", null).text();
            case "aud null" -> good.with("aud", Collections.singletonList(null)).text();
            case "aud that begins like ours" ->
                good.with("aud", RelyingParty.endpoint() + "/oidc/tokens").text();
            case "no exp" -> good.with("exp", null).text();
            case "exp as text" -> good.with("exp", Long.toString(now + 60)).text();
            case "expired" -> good.with("exp", now - 30).text();
            case "good for a day" -> good.with("exp", now + 86_400).text();
            case "nbf in the future" -> good.with("nbf", now + 120).text();
            case "iat in the future" -> good.with("iat", now + 120).text();
            case "iat long ago" -> good.with("iat", now - 86_400).text();
            case "no jti" -> good.with("jti", null).text();
            case "jti as number" -> good.with("jti", 7).text();
            case "endless jti" -> good.with("jti", "x".repeat(257)).text();
            case "crit" -> good.withHeader("crit", List.of("exp")).text();
            case "kid of no key" -> good.withHeader("kid", "nine").text();
            case "kid as number" -> good.withHeader("kid", 1).text();
            case "ES256 in the header of an RSA signature" ->
                good.withHeader("alg", "ES256").text();
            case "no JWT" -> "x.y";
            case "no JSON" -> "AAAA.AAAA.AAAA";
            case "endless" -> good.with("padding", "x".repeat(10_000)).text();
            default -> throw new AssertionError(kind);
        };
    }

    @Test
    void anAssertionIsGoodForOneUseAndARefusedOneIsNotSpent() {
        String id = UUID.randomUUID().toString();
        token(assertion().with("jti", id).with("aud", "https://other.example")).statusCode(401);
        token(assertion().with("jti", id)).statusCode(200);
        token(assertion().with("jti", id))
                .statusCode(401)
                .body("error", equalTo("invalid_client"))
                .body("error_description", containsString("used before"));
    }

    @Test
    void ofManyRequestsWithOneAssertionOneWins() {
        String assertion = assertion().text();
        List<Integer> answers = Parallel.run(
                20, () -> credentials(ClientAssertion.request(assertion)).statusCode());

        assertEquals(1, Collections.frequency(answers, 200));
        assertEquals(19, Collections.frequency(answers, 401));
    }

    @Test
    void theSameIdOfAnotherClientIsAnotherAssertion() {
        DpopKey key = DpopKey.make();
        String other = machine(Map.of("jwks", jwks(key)));
        String id = UUID.randomUUID().toString();
        token(assertion().with("jti", id)).statusCode(200);
        token(ClientAssertion.of(other, key).with("jti", id)).statusCode(200);
    }

    @Test
    void theRegisteredAlgorithmIsTheOnlyOne() {
        String id = machine(Map.of("jwks", jwks(KEY), "tokenEndpointAuthSigningAlg", "PS256"));
        DpopKey pss = new DpopKey("PS256", KEY.pair());

        token(ClientAssertion.of(id, KEY)).statusCode(401);
        token(ClientAssertion.of(id, pss)).statusCode(200);
    }

    @Test
    void aKeyThatIsMadeForOneAlgorithmVerifiesNoOther() {
        Map<String, Object> jwk = new LinkedHashMap<>(jwk(KEY, ClientAssertion.KEY_ID));
        jwk.put("alg", "PS256");
        String id = machine(Map.of("jwks", Map.of("keys", List.of(jwk))));

        token(ClientAssertion.of(id, KEY)).statusCode(401);
        token(ClientAssertion.of(id, new DpopKey("PS256", KEY.pair()))).statusCode(200);
    }

    @Test
    void withoutAKeyIdTheKeyMustBeTheOnlyOneOfItsKind() {
        DpopKey second = DpopKey.of("RS256");
        String id = machine(Map.of("jwks", jwks(KEY, second, DpopKey.make())));

        token(ClientAssertion.of(id, KEY).withHeader("kid", null)).statusCode(401);
        token(ClientAssertion.of(id, second).withHeader("kid", "two")).statusCode(200);
        token(assertion().withHeader("kid", null)).statusCode(200);
    }

    /// RFC 6749 §2.3.
    @Test
    void itGoesWithNoOtherWayToAuthenticate() {
        credentials(assertion().request().auth().preemptive().basic(clientId, "secret"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        credentials(assertion().request().formParam("client_secret", "secret"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void anAssertionOfAnUnknownTypeIsRefused() {
        credentials(given().formParam("client_assertion", assertion().text()))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        credentials(given().formParam(
                                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")
                        .formParam("client_assertion", assertion().text()))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void theRegisteredMethodIsTheOnlyOne() {
        RelyingParty basic = admin.application(
                "MachineToMachine", Map.of("tokenEndpointAuthMethod", "client_secret_basic"), Map.of());
        RelyingParty post = admin.application(
                "MachineToMachine", Map.of("tokenEndpointAuthMethod", "client_secret_post"), Map.of());
        credentials(inHeader(basic)).then().statusCode(200);
        credentials(inBody(basic)).then().statusCode(401).body("error", equalTo("invalid_client"));
        credentials(inHeader(post)).then().statusCode(401).body("error", equalTo("invalid_client"));
        credentials(inBody(post)).then().statusCode(200);
        credentials(ClientAssertion.of(basic.id(), KEY).request()).then().statusCode(401);
    }

    @Test
    void aSecretIsOfNoUseToAnApplicationWithAKey() {
        String secret = admin.request()
                .body(Map.of("name", "left over"))
                .post("/api/applications/{id}/secrets", clientId)
                .then()
                .statusCode(201)
                .extract()
                .path("value");
        credentials(given().auth().preemptive().basic(clientId, secret))
                .then()
                .statusCode(401)
                .body("error_description", containsString("private_key_jwt"));
        credentials(given().formParam("client_id", clientId)).then().statusCode(401);
    }

    @Test
    void anApplicationWithoutARegisteredMethodUsesItsSecretEitherWay() {
        RelyingParty machine = admin.application("MachineToMachine", Map.of(), Map.of());
        credentials(inHeader(machine)).then().statusCode(200);
        credentials(inBody(machine)).then().statusCode(200);
    }

    @Test
    void discoveryNamesTheMethodAndItsAlgorithms() {
        for (String endpoint : new String[] {"token", "revocation", "introspection"}) {
            given().get("/oidc/.well-known/openid-configuration")
                    .then()
                    .body(endpoint + "_endpoint_auth_methods_supported", hasItem("private_key_jwt"))
                    .body(
                            endpoint + "_endpoint_auth_signing_alg_values_supported",
                            equalTo(List.of("RS256", "PS256", "ES256", "ES384", "EdDSA")));
        }
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("introspection_endpoint_auth_methods_supported", not(hasItem("none")));
    }

    static Stream<Map<String, Object>> unacceptable() {
        Map<String, Object> withPrivatePart = new LinkedHashMap<>(jwk(KEY, "one"));
        withPrivatePart.put("d", "AQAB");
        Map<String, Object> small = Map.of(
                "kty",
                "RSA",
                "e",
                "AQAB",
                "n",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                ((RSAPublicKey) DpopKey.generate("RSA", 1024).getPublic())
                                        .getModulus()
                                        .toByteArray()));
        Map<String, Object> pointless = new LinkedHashMap<>(DpopKey.make().jwk());
        pointless.put("y", Base64.getUrlEncoder().withoutPadding().encodeToString(BigInteger.TWO.toByteArray()));
        Map<String, Object> forEncryption = new LinkedHashMap<>(jwk(KEY, "one"));
        forEncryption.put("use", "enc");
        List<Object> many = new ArrayList<>(Collections.nCopies(51, jwk(KEY, "one")));
        return Stream.of(
                Map.of("tokenEndpointAuthMethod", "private_key_jwt"),
                Map.of("tokenEndpointAuthMethod", "client_secret_jwt"),
                Map.of("tokenEndpointAuthMethod", "none"),
                Map.of("tokenEndpointAuthSigningAlg", "HS256"),
                Map.of("tokenEndpointAuthSigningAlg", "none"),
                Map.of("jwks", jwks(KEY), "jwksUri", "https://app.example.com/jwks"),
                Map.of("jwks", Map.of()),
                Map.of("jwks", Map.of("keys", List.of())),
                Map.of("jwks", Map.of("keys", List.of("x"))),
                Map.of("jwks", Map.of("keys", many)),
                Map.of("jwks", Map.of("keys", List.of(withPrivatePart))),
                Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA")))),
                Map.of("jwks", Map.of("keys", List.of(small))),
                Map.of("jwks", Map.of("keys", List.of(pointless))),
                Map.of("jwks", Map.of("keys", List.of(forEncryption))),
                Map.of("jwksUri", "http://app.example.com/jwks"),
                Map.of("jwksUri", "http://127.0.0.1.example.com/jwks"),
                Map.of("jwksUri", "file:///etc/passwd"),
                Map.of("jwksUri", "https://user@app.example.com/jwks"),
                Map.of("jwksUri", "https://app.example.com:99999/jwks"),
                Map.of("jwksUri", "jwks"));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void whatCouldNotWorkIsNotRegistered(Map<String, Object> oidc) {
        admin.request()
                .body(Map.of("name", "A", "type", "MachineToMachine", "oidcClientMetadata", oidc))
                .post("/api/applications")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("oidcClientMetadata."));
    }

    @Test
    void aPublicApplicationHasNothingToAuthenticateBy() {
        for (String method : new String[] {"private_key_jwt", "client_secret_basic"}) {
            admin.request()
                    .body(Map.of(
                            "name",
                            "A",
                            "type",
                            "SPA",
                            "oidcClientMetadata",
                            Map.of("tokenEndpointAuthMethod", method, "jwks", jwks(KEY))))
                    .post("/api/applications")
                    .then()
                    .statusCode(400);
        }
        RelyingParty app = admin.application(
                "SPA",
                Map.of("tokenEndpointAuthMethod", "none", "redirectUris", List.of("https://app.example.com/")),
                Map.of());
        given().formParam("client_id", app.id())
                .formParam("token", "x")
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
    }

    private ClientAssertion assertion() {
        return ClientAssertion.of(clientId, KEY);
    }

    /// Registers a service that authenticates by its key.
    private String machine(Map<String, Object> keys) {
        Map<String, Object> oidc = new LinkedHashMap<>(keys);
        oidc.put("tokenEndpointAuthMethod", "private_key_jwt");
        return admin.application("MachineToMachine", oidc, Map.of()).id();
    }

    private static RequestSpecification inHeader(RelyingParty party) {
        return given().auth().preemptive().basic(party.id(), party.secret());
    }

    private static RequestSpecification inBody(RelyingParty party) {
        return given().formParam("client_id", party.id()).formParam("client_secret", party.secret());
    }

    private static ValidatableResponse token(ClientAssertion assertion) {
        return credentials(assertion.request()).then();
    }

    private static Response credentials(RequestSpecification request) {
        return request.formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .post("/oidc/token");
    }
}
