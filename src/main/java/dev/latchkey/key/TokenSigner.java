package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Signs claims as a compact JWS (RFC 7515 §7.1).
///
/// Written by hand because it is the most expensive step of every token answer: the JWT libraries
/// go through the JVM's installed providers and cannot be given a faster one.
@Singleton
public class TokenSigner {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;
    private final Crypto crypto;
    private final ObjectMapper json;

    TokenSigner(SigningKeys keys, Crypto crypto, ObjectMapper json) {
        this.keys = keys;
        this.crypto = crypto;
        this.json = json;
    }

    /// @param type the header's `typ`: `JWT` for ID tokens, `at+jwt` for access tokens (RFC 9068 §2.1)
    public String sign(Algorithm algorithm, String type, Map<String, Object> claims) {
        SigningKey key = keys.signing(algorithm);
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"" + type + "\",\"kid\":\"" + key.id() + "\"}";
        String input = BASE64URL.encodeToString(header.getBytes(StandardCharsets.US_ASCII)) + "."
                + BASE64URL.encodeToString(bytes(claims));
        byte[] signature = crypto.sign(algorithm, key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64URL.encodeToString(signature);
    }

    private byte[] bytes(Map<String, Object> claims) {
        try {
            return json.writeValueAsBytes(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims are not JSON", e);
        }
    }
}
