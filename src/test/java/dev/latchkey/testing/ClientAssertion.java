package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A client assertion in the making (RFC 7523 §3); every part can be made wrong.
public record ClientAssertion(DpopKey key, Map<String, Object> header, Map<String, Object> claims) {
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// The `kid` of the key of a client that has one key alone.
    public static final String KEY_ID = "one";

    /// For the issuer, good for a minute.
    public static ClientAssertion of(String clientId, DpopKey key) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", RelyingParty.endpoint() + "/oidc");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 60);
        return new ClientAssertion(key, Map.of("alg", key.algorithm(), "kid", KEY_ID), claims);
    }

    /// The keys of a client as it registers or publishes them (RFC 7517 §5); their `kid` are `one`, `two`, ….
    public static Map<String, Object> jwks(DpopKey... keys) {
        List<String> names = List.of(KEY_ID, "two", "three", "four", "five");
        List<Map<String, Object>> members = new ArrayList<>();
        for (DpopKey key : keys) {
            members.add(jwk(key, names.get(members.size())));
        }
        return Map.of("keys", members);
    }

    public static Map<String, Object> jwk(DpopKey key, String id) {
        Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
        jwk.put("kid", id);
        jwk.put("use", "sig");
        return jwk;
    }

    /// Null takes the claim away.
    public ClientAssertion with(String claim, Object value) {
        return new ClientAssertion(key, header, changed(claims, claim, value));
    }

    /// Null takes the header parameter away.
    public ClientAssertion withHeader(String name, Object value) {
        return new ClientAssertion(key, changed(header, name, value), claims);
    }

    public String text() {
        return input() + "." + DpopKey.base64url(key.sign(input().getBytes(StandardCharsets.US_ASCII)));
    }

    /// What is signed, without a signature.
    public String input() {
        return part(header) + "." + part(claims);
    }

    /// Signed with a secret that everybody knows: the public key.
    public String signedWithHmac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input() + "." + DpopKey.base64url(mac.doFinal(input().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A request that authenticates by it.
    public RequestSpecification request() {
        return request(text());
    }

    public static RequestSpecification request(String assertion) {
        return given().formParam("client_assertion_type", TYPE).formParam("client_assertion", assertion);
    }

    private static String part(Map<String, Object> members) {
        return DpopKey.base64url(DpopProof.json(members).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> changed(Map<String, Object> members, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        changed.values().removeIf(Objects::isNull);
        return changed;
    }
}
