package dev.latchkey.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.testing.RandomInput;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Only what this service signed passes, with the key and the algorithm that belong together.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class TokenVerifierTest {
    @Inject
    TokenVerifier verifier;

    @Inject
    TokenSigner signer;

    @Inject
    SigningKeys keys;

    @Inject
    OfferedAlgorithms offered;

    @Inject
    LatchkeyConfig config;

    @Test
    void acceptsWhatTheServiceSigned() {
        for (Algorithm algorithm : offered.all()) {
            String token = signer.sign(algorithm, "JWT", claims(Instant.now().plusSeconds(60)));
            assertEquals(
                    "someone", verifier.verify(token).orElseThrow().get("sub").asText());
        }
    }

    @Test
    void refusesAnExpiredTokenButTakesItAsAHint() {
        String token = signer.sign(Algorithm.RS256, "JWT", claims(Instant.now().minusSeconds(600)));
        assertEquals(Optional.empty(), verifier.verify(token));
        assertTrue(verifier.verifyHint(token).isPresent());
    }

    @Test
    void refusesAnotherIssuer() {
        Map<String, Object> claims = Map.of(
                "iss",
                "https://other.example.com/oidc",
                "sub",
                "someone",
                "exp",
                Instant.now().plusSeconds(60).getEpochSecond(),
                "iat",
                Instant.now().getEpochSecond());
        isRefused(signer.sign(Algorithm.ES256, "JWT", claims));
    }

    @Test
    void refusesAStrangersKeyUnderOurKeyId() {
        KeyPair stranger = rsa();
        isRefused(forged().jws().keyId(rsaKey().id()).sign(stranger.getPrivate()));
    }

    @Test
    void refusesAKeyIdThatIsUnknownOrMissing() {
        KeyPair stranger = rsa();
        isRefused(forged().jws().keyId("unknown").sign(stranger.getPrivate()));
        isRefused(forged().jws().sign(stranger.getPrivate()));
    }

    @Test
    void refusesAnHmacMadeWithOurPublicKey() {
        byte[] publicKey = rsaKey().publicKey().getEncoded();
        isRefused(forged().jws()
                .keyId(rsaKey().id())
                .algorithm(SignatureAlgorithm.HS256)
                .sign(new SecretKeySpec(publicKey, "HmacSHA256")));
    }

    @Test
    void refusesATokenWithoutSignature() {
        String payload = signer.sign(
                        Algorithm.RS256, "JWT", claims(Instant.now().plusSeconds(60)))
                .split("\\.")[1];
        for (String algorithm : new String[] {"none", "None", "NONE"}) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + rsaKey().id() + "\"}";
            isRefused(base64url(header) + "." + payload + ".");
        }
    }

    @Test
    void refusesTheAlgorithmOfAnotherKey() {
        String[] parts = signer.sign(
                        Algorithm.RS256, "JWT", claims(Instant.now().plusSeconds(60)))
                .split("\\.");
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + rsaKey().id() + "\"}";
        isRefused(base64url(header) + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void refusesAnAlteredTokenAndWhateverIsNoToken() {
        String token = signer.sign(Algorithm.ES256, "JWT", claims(Instant.now().plusSeconds(60)));
        isRefused(token.substring(0, token.length() - 4) + "AAAA");
        for (String text : new String[] {"", ".", "..", "a.b.c", token + ".x", "\u0000", "x".repeat(100_000)}) {
            isRefused(text);
        }
    }

    /// The same bytes in the other alphabet of Base64 are another text, and no JWT.
    @Test
    void refusesASignatureInAnotherAlphabet() {
        String token;
        do {
            token = signer.sign(Algorithm.ES256, "JWT", claims(Instant.now().plusSeconds(60)));
        } while (!token.substring(token.lastIndexOf('.')).contains("-"));
        int signature = token.lastIndexOf('.');
        isRefused(token.substring(0, signature) + token.substring(signature).replace('-', '+'));
    }

    @Test
    void refusesAnythingElseAndNeverFails() {
        RandomInput.each(7515, bytes -> isRefused(new String(bytes, StandardCharsets.UTF_8)));
        String[] parts = signer.sign(
                        Algorithm.ES256, "JWT", claims(Instant.now().plusSeconds(60)))
                .split("\\.");
        RandomInput.each(7516, bytes -> {
            String random = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            isRefused(random + "." + parts[1] + "." + parts[2]);
            isRefused(parts[0] + "." + parts[1] + "." + random);
        });
    }

    private void isRefused(String token) {
        assertEquals(Optional.empty(), verifier.verify(token));
        assertEquals(Optional.empty(), verifier.verifyHint(token));
    }

    private Map<String, Object> claims(Instant expiry) {
        return Map.of(
                "iss", config.issuer(),
                "sub", "someone",
                "iat", Instant.now().minusSeconds(700).getEpochSecond(),
                "exp", expiry.getEpochSecond());
    }

    private JwtClaimsBuilder forged() {
        return Jwt.issuer(config.issuer()).subject("someone").expiresIn(600);
    }

    private SigningKey rsaKey() {
        return keys.signing(Algorithm.RS256);
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
