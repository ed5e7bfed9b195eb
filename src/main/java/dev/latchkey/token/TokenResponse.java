package dev.latchkey.token;

import dev.latchkey.oauth.TokenType;
import java.time.Duration;
import java.util.Optional;

/// What the token endpoint answers (RFC 6749 §5.1). `scope` is always there, even when empty, and a
/// refresh token is repeated when it stays the same: the mobile SDKs store what the answer holds.
public record TokenResponse(
        String accessToken,
        TokenType type,
        Duration expiresIn,
        String scope,
        Optional<String> refreshToken,
        Optional<String> idToken,
        Optional<String> issuedTokenType) {
    public TokenResponse(
            String accessToken,
            TokenType type,
            Duration expiresIn,
            String scope,
            Optional<String> refreshToken,
            Optional<String> idToken) {
        this(accessToken, type, expiresIn, scope, refreshToken, idToken, Optional.empty());
    }

    /// The same, saying what was issued, as an exchange has to (RFC 8693 §2.2.1).
    public TokenResponse issuedAs(String tokenType) {
        return new TokenResponse(accessToken, type, expiresIn, scope, refreshToken, idToken, Optional.of(tokenType));
    }

    /// As JSON. None of the values can hold a character that JSON escapes: tokens are base64url and
    /// dots, scopes were checked against RFC 6749 §3.3.
    public String toJson() {
        StringBuilder json = new StringBuilder(2048)
                .append("{\"access_token\":\"")
                .append(accessToken)
                .append("\",\"token_type\":\"")
                .append(type.value())
                .append("\",\"expires_in\":")
                .append(expiresIn.toSeconds())
                .append(",\"scope\":\"")
                .append(scope)
                .append('"');
        refreshToken.ifPresent(
                token -> json.append(",\"refresh_token\":\"").append(token).append('"'));
        idToken.ifPresent(token -> json.append(",\"id_token\":\"").append(token).append('"'));
        issuedTokenType.ifPresent(issued ->
                json.append(",\"issued_token_type\":\"").append(issued).append('"'));
        return json.append('}').toString();
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "TokenResponse[scope=" + scope + "]";
    }
}
