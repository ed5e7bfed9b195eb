package dev.latchkey.authorize;

import dev.latchkey.oauth.OAuthException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A redirect URI that belongs to its application, with what every answer to it carries: only who
/// holds one may answer by redirect.
record ReturnAddress(String redirectUri, Optional<String> state, String issuer) {
    /// RFC 6749 §4.1.2 with `iss` (RFC 9207).
    String withCode(String code) {
        return with("code", code, Optional.empty());
    }

    /// RFC 6749 §4.1.2.1.
    String withRefusal(OAuthException refusal) {
        return with("error", refusal.error().code(), Optional.of(refusal.description()));
    }

    private String with(String name, String value, Optional<String> description) {
        StringBuilder uri = new StringBuilder(redirectUri)
                .append(redirectUri.indexOf('?') < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encode(value));
        description.ifPresent(text -> uri.append("&error_description=").append(encode(text)));
        state.ifPresent(text -> uri.append("&state=").append(encode(text)));
        return uri.append("&iss=").append(encode(issuer)).toString();
    }

    /// `%20` for a blank, so that readers of queries and readers of forms agree.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
