package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// The JSON of the parameter `claims`: small, flat, and no member twice.
final class ClaimsJson {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ClaimsJson() {}

    static JsonNode read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw INVALID_REQUEST.because("claims is longer than " + MAX_LENGTH + " characters");
        }
        try {
            JsonNode root = STRICT.readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException _) {
            // said below
        }
        throw INVALID_REQUEST.because("claims must be a JSON object");
    }

    /// The claims below `userinfo` or `id_token`; other members are not known here (OIDC Core §5.5).
    static Map<String, RequestedClaim> member(JsonNode root, String name) {
        JsonNode member = root.path(name);
        if (!member.isObject() && !member.isMissingNode() && !member.isNull()) {
            throw INVALID_REQUEST.because("claims must hold objects");
        }
        Map<String, RequestedClaim> claims = new LinkedHashMap<>();
        member.properties().forEach(claim -> claims.put(claim.getKey(), RequestedClaim.of(claim.getValue())));
        return claims;
    }
}
