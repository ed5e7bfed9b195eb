package dev.latchkey.connector.standard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// The checks of an ID token (OIDC Core §3.1.3.7). Each is mandatory: a claim that is absent is wrong.
final class IdToken {
    /// By signature only: what a client secret could sign, anybody with the secret could forge.
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final AlgorithmConstraints CONSTRAINTS =
            new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));
    private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_SUBJECT = 255;
    private static final Duration SKEW = Duration.ofMinutes(1);
    /// It was made for this sign-in, so just now.
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final JsonWebSignature jws;
    private final ObjectNode claims;

    private IdToken(JsonWebSignature jws, ObjectNode claims) {
        this.jws = jws;
        this.claims = claims;
    }

    /// @param keys the provider's, as known; @param newer the same, asked for once more
    static IdToken verify(String jwt, Supplier<JsonNode> keys, Supplier<JsonNode> newer, ObjectMapper json) {
        require(!jwt.isBlank() && jwt.length() <= MAX_LENGTH, "is missing or too long");
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(CONSTRAINTS);
            jws.setCompactSerialization(jwt);
            require(ALGORITHMS.contains(jws.getAlgorithmHeaderValue()), "is not signed with an algorithm in use");
            require(jws.getHeaders().getObjectHeaderValue("crit") == null, "has a critical header");
            JsonWebKey key = select(jws, keys.get());
            key = key == null ? select(jws, newer.get()) : key;
            require(key != null, "is signed by a key that the provider does not publish");
            jws.setKey(key.getKey());
            require(jws.verifySignature(), "has a wrong signature");
            return new IdToken(jws, json.readValue(jws.getPayload(), ObjectNode.class));
        } catch (JoseException | JsonProcessingException | IllegalArgumentException _) {
            throw refused("is no signed JWT that can be verified");
        }
    }

    /// @return the claims, which may be believed
    ObjectNode check(OidcConfig config, String nonce, String accessToken, Instant now) {
        checkIssuer(config);
        checkAudience(config.clientId());
        checkTimes(now);
        require(nonce != null && nonce.equals(text("nonce")), "has no or another nonce than this sign-in");
        require(!text("sub").isBlank() && text("sub").length() <= MAX_SUBJECT, "has no usable sub");
        if (claims.has("at_hash")) {
            require(text("at_hash").equals(hash(accessToken)), "has an at_hash of another access token");
        }
        return claims;
    }

    private void checkIssuer(OidcConfig config) {
        String expected = config.issuer();
        if (config.hasManyIssuers()) {
            require(TENANT.matcher(text("tid")).matches(), "names no tenant");
            expected = expected.replace(OidcConfig.TENANT, text("tid"));
        }
        require(expected.equals(text("iss")), "is of another issuer");
    }

    private void checkAudience(String clientId) {
        JsonNode audience = claims.path("aud");
        List<String> all = audience.isArray()
                ? audience.valueStream().map(JsonNode::asText).toList()
                : List.of(audience.asText());
        require(all.contains(clientId), "is for another client");
        require(all.size() == 1 || claims.has("azp"), "is for several clients and names no authorized party");
        require(!claims.has("azp") || text("azp").equals(clientId), "was issued to another client");
    }

    private void checkTimes(Instant now) {
        require(time("exp").isAfter(now.minus(SKEW)), "has expired");
        require(time("iat").isBefore(now.plus(SKEW)), "is from the future");
        require(time("iat").isAfter(now.minus(MAX_AGE)), "is too old");
        require(!claims.has("nbf") || time("nbf").isBefore(now.plus(SKEW)), "is not valid yet");
    }

    private Instant time(String name) {
        require(claims.path(name).isNumber(), "has no " + name);
        return Instant.ofEpochSecond(claims.path(name).longValue());
    }

    private String text(String name) {
        return claims.path(name).isTextual() ? claims.path(name).textValue() : "";
    }

    /// The left half of the hash that goes with the signature (OIDC Core §3.1.3.6).
    private String hash(String accessToken) {
        String algorithm = jws.getAlgorithmHeaderValue();
        String digest = algorithm.equals("EdDSA") ? "SHA-512" : "SHA-" + algorithm.substring(2);
        try {
            byte[] hash = MessageDigest.getInstance(digest).digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }

    private static JsonWebKey select(JsonWebSignature jws, JsonNode keys) throws JoseException {
        return new VerificationJwkSelector().select(jws, new JsonWebKeySet(keys.toString()).getJsonWebKeys());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw refused(otherwise);
        }
    }

    private static ConnectorException refused(String why) {
        return new ConnectorException(ConnectorError.INVALID_RESPONSE, "The provider's ID token " + why + ".");
    }
}
