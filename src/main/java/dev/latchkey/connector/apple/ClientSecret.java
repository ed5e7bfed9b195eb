package dev.latchkey.connector.apple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.standard.Standards;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// What Apple takes as client secret: a JWT that our key signs, made for one call.
record ClientSecret(
        String teamId, String keyId, String clientId, String audience, SigningKey key, Standards standards) {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    String jwt() {
        Instant now = standards.clock().instant();
        ObjectNode header =
                standards.json().createObjectNode().put("alg", "ES256").put("kid", keyId);
        ObjectNode claims = standards
                .json()
                .createObjectNode()
                .put("iss", teamId)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("aud", audience)
                .put("sub", clientId);
        String signed = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
