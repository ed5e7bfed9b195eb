package dev.latchkey.authorize;

import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.ResponseMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A redirect URI that belongs to its application, with what every answer to it carries: only who
/// holds one may answer there.
record ReturnAddress(String redirectUri, ResponseMode mode, Optional<String> state, String issuer) {
    /// RFC 6749 §4.1.2 with `iss` (RFC 9207).
    AuthorizationResponse withCode(String code) {
        return with(Map.of("code", code));
    }

    /// RFC 6749 §4.1.2.1.
    AuthorizationResponse withRefusal(OAuthException refusal) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", refusal.error().code());
        parameters.put("error_description", refusal.description());
        return with(parameters);
    }

    private AuthorizationResponse with(Map<String, String> own) {
        Map<String, String> parameters = new LinkedHashMap<>(own);
        state.ifPresent(text -> parameters.put("state", text));
        parameters.put("iss", issuer);
        return new AuthorizationResponse(redirectUri, mode, parameters);
    }
}
