package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.oauth.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Who a request says it comes from: a client id, and the secrets it may mean.
///
/// A Basic header is form-decoded as RFC 6749 §2.3.1 says, and also taken as it is, because the
/// common SDKs send it undecoded; either reading may match.
record ClientCredentials(String clientId, Set<String> secrets) {
    private static final String BASIC = "basic ";
    private static final int MAX_HEADER = 4096;

    static ClientCredentials of(String authorization, Parameters parameters) {
        if (authorization == null) {
            String id = parameters
                    .find("client_id")
                    .orElseThrow(() -> INVALID_CLIENT.because("client authentication is missing"));
            return new ClientCredentials(
                    id, parameters.find("client_secret").map(Set::of).orElse(Set.of()));
        }
        if (parameters.has("client_secret")) {
            throw INVALID_REQUEST.because("authenticate by header or by body, not by both");
        }
        return ofHeader(authorization, parameters.find("client_id"));
    }

    private static ClientCredentials ofHeader(String authorization, Optional<String> idInBody) {
        String pair = decode(authorization);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw malformed();
        }
        String id = formDecoded(pair.substring(0, colon));
        if (!idInBody.orElse(id).equals(id)) {
            throw INVALID_REQUEST.because("client_id differs from the Authorization header");
        }
        String secret = pair.substring(colon + 1);
        Set<String> secrets = new LinkedHashSet<>(Set.of(secret));
        secrets.add(formDecoded(secret));
        secrets.remove("");
        return new ClientCredentials(id, secrets);
    }

    private static String decode(String authorization) {
        boolean basic = authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
        if (!basic || authorization.length() > MAX_HEADER) {
            throw malformed();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static String formDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text; // a bare % means that it was not encoded
        }
    }

    private static RuntimeException malformed() {
        return INVALID_CLIENT.because("the Authorization header is no readable Basic header");
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "ClientCredentials[clientId=" + clientId + "]";
    }
}
