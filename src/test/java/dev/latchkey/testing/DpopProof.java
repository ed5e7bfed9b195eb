package dev.latchkey.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A DPoP proof in the making (RFC 9449 §4.2); every part can be made wrong.
public record DpopProof(DpopKey key, Map<String, Object> header, Map<String, Object> claims) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static DpopProof of(DpopKey key, String method, String uri) {
        Map<String, Object> header = Map.of("typ", "dpop+jwt", "alg", key.algorithm(), "jwk", key.jwk());
        Map<String, Object> claims = Map.of(
                "jti",
                UUID.randomUUID().toString(),
                "htm",
                method,
                "htu",
                uri,
                "iat",
                Instant.now().getEpochSecond());
        return new DpopProof(key, header, claims);
    }

    /// Null takes the claim away.
    public DpopProof with(String claim, Object value) {
        return new DpopProof(key, header, changed(claims, claim, value));
    }

    /// Null takes the header parameter away.
    public DpopProof withHeader(String name, Object value) {
        return new DpopProof(key, changed(header, name, value), claims);
    }

    /// For a request to a resource (RFC 9449 §7).
    public DpopProof withTokenHash(String accessToken) {
        return with("ath", DpopKey.base64url(sha256(accessToken)));
    }

    public String text() {
        return text(json(header), json(claims));
    }

    /// Signed by another key than the header shows.
    public String signedBy(DpopKey other) {
        return new DpopProof(other, header, claims).text();
    }

    /// With these texts in place of JSON.
    public String text(String headerText, String claimsText) {
        String input = DpopKey.base64url(headerText.getBytes(StandardCharsets.UTF_8)) + "."
                + DpopKey.base64url(claimsText.getBytes(StandardCharsets.UTF_8));
        return input + "." + DpopKey.base64url(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    public static String json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> changed(Map<String, Object> members, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        changed.values().removeIf(java.util.Objects::isNull);
        return changed;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
