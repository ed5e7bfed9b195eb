package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.Management;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tokens that somebody else made, or changed, wherever the service reads a token.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensTest {
    private Scene scene;
    private Browser browser;
    private Map<String, String> idTokens;
    private Map<String, String> accessTokens;

    @BeforeAll
    void forge() throws GeneralSecurityException, JoseException {
        scene = Scene.set();
        browser = new Browser();
        idTokens = forgeriesOf(scene.web().signInAndRedeem(browser, "lin").path("id_token"));
        accessTokens = forgeriesOf(Management.token("all"));
        assertTrue(idTokens.size() >= 12);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void userinfoRefusesThem() {
        accessTokens.forEach((name, token) -> given().auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_token")));
    }

    @Test
    void introspectionCallsThemInactive() {
        accessTokens.forEach((name, token) -> scene.web()
                .authenticated()
                .formParam("token", token)
                .post("/oidc/token/introspection")
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("size()", equalTo(1)));
    }

    @Test
    void theManagementApiRefusesThem() {
        accessTokens.forEach((name, token) -> assertEquals(
                401,
                given().auth()
                        .preemptive()
                        .oauth2(token)
                        .get("/api/applications")
                        .statusCode(),
                name));
    }

    @Test
    void theyAreNoHintsWhenSigningIn() {
        idTokens.forEach((name, token) -> {
            String back = browser.get(
                            scene.web().journey().with("id_token_hint", token).url())
                    .location();
            assertEquals("invalid_request", parameter(back, "error"), name);
        });
    }

    @Test
    void theyAreNoHintsWhenSigningOut() {
        idTokens.forEach((name, token) -> assertEquals(
                400,
                browser.get(endpoint() + "/oidc/session/end?id_token_hint=" + token)
                        .status(),
                name));
        assertTrue(browser.get(scene.web().journey().url()).location().contains("code="));
    }

    @Test
    void whateverIsChangedInATokenMakesItNone() {
        String token = Management.token("all");
        Random random = new Random(7519);
        String alphabet = "ABCabc019-_.=+/ %";
        for (int i = 0; i < 150; i++) {
            StringBuilder mutant = new StringBuilder(token);
            // not the last character, whose low bits say nothing
            mutant.setCharAt(random.nextInt(token.length() - 1), alphabet.charAt(random.nextInt(alphabet.length())));
            if (!mutant.toString().equals(token)) {
                assertEquals(
                        401,
                        given().header("Authorization", "Bearer " + mutant)
                                .get("/api/applications")
                                .statusCode(),
                        mutant::toString);
            }
        }
    }

    private static Map<String, String> forgeriesOf(String genuine) throws GeneralSecurityException, JoseException {
        String[] parts = genuine.split("\\.");
        String claims = parts[1];
        String kid = Jwt.of(genuine).header().get("kid").asText();
        String alg = Jwt.of(genuine).header().get("alg").asText();
        KeyPair strangers = strangersKey();
        String publicKey = publicKey(kid);
        Map<String, String> forgeries = new LinkedHashMap<>();
        forgeries.put("alg none", part("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}") + "." + claims + ".");
        forgeries.put(
                "alg nOnE with a signature",
                part("{\"alg\":\"nOnE\",\"kid\":\"" + kid + "\"}") + "." + claims + "." + parts[2]);
        forgeries.put(
                "HS256 with our public key",
                hmac("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}", claims, decoded(publicKey)));
        forgeries.put(
                "HS256 with our public key as PEM",
                hmac(
                        "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}",
                        claims,
                        ("-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n")
                                .getBytes(StandardCharsets.US_ASCII)));
        forgeries.put(
                "a stranger's key under our kid",
                rsa("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", claims, strangers));
        forgeries.put("a stranger's key without kid", rsa("{\"alg\":\"RS256\"}", claims, strangers));
        forgeries.put(
                "a stranger's key under an unknown kid",
                rsa("{\"alg\":\"RS256\",\"kid\":\"unknown\"}", claims, strangers));
        String jwk = JsonWebKey.Factory.newJwk(strangers.getPublic()).toJson();
        forgeries.put(
                "a key in the header",
                rsa("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\",\"jwk\":" + jwk + "}", claims, strangers));
        forgeries.put(
                "a key set elsewhere",
                rsa(
                        "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\",\"jku\":\"https://evil.example/jwks\"}",
                        claims,
                        strangers));
        forgeries.put(
                "a kid that is a path", hmac("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", claims, new byte[1]));
        forgeries.put("a kid that is SQL", rsa("{\"alg\":\"RS256\",\"kid\":\"' or '1'='1\"}", claims, strangers));
        forgeries.put(
                "other claims",
                parts[0] + "." + part("{\"iss\":\"" + endpoint() + "/oidc\",\"sub\":\"x\",\"exp\":9999999999}") + "."
                        + parts[2]);
        forgeries.put("no signature", parts[0] + "." + claims + ".");
        forgeries.put(
                "a signature of nothing",
                parts[0] + "." + claims + "." + part("\0".repeat(alg.equals("ES256") ? 64 : 256)));
        forgeries.put("half a signature", parts[0] + "." + claims + "." + parts[2].substring(0, parts[2].length() / 2));
        forgeries.put("four parts", genuine + ".x");
        forgeries.put(
                "ours, critically extended",
                part("{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\",\"crit\":[\"x\"],\"x\":1}") + "." + claims + "."
                        + parts[2]);
        return forgeries;
    }

    private static String publicKey(String kid) throws JoseException {
        JsonWebKeySet keys = new JsonWebKeySet(given().get("/oidc/jwks").asString());
        return Base64.getMimeEncoder()
                .encodeToString(
                        keys.findJsonWebKey(kid, null, null, null).getKey().getEncoded());
    }

    private static byte[] decoded(String publicKey) {
        return Base64.getMimeDecoder().decode(publicKey);
    }

    private static KeyPair strangersKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        assertEquals(2048, ((RSAPublicKey) pair.getPublic()).getModulus().bitLength());
        return pair;
    }

    private static String rsa(String header, String claims, KeyPair key) throws GeneralSecurityException {
        String signed = part(header) + "." + claims;
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(signature.sign());
    }

    private static String hmac(String header, String claims, byte[] key) throws GeneralSecurityException {
        String signed = part(header) + "." + claims;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
