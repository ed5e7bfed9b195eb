package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/// A client's id and secret in an `Authorization` header of the scheme Basic.
///
/// They are form-decoded as RFC 6749 §2.3.1 says, and the secret is also taken as it is, because the
/// common SDKs send it undecoded; either reading may match.
///
/// @param secrets what may be meant; empty when there is none
record BasicHeader(String clientId, Set<String> secrets) {
    private static final String SCHEME = "basic ";
    private static final int MAX_LENGTH = 4096;

    static BasicHeader parse(String authorization) {
        String pair = decode(authorization);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw malformed();
        }
        String secret = pair.substring(colon + 1);
        Set<String> secrets = new LinkedHashSet<>(Set.of(secret));
        secrets.add(formDecoded(secret));
        secrets.remove("");
        return new BasicHeader(formDecoded(pair.substring(0, colon)), secrets);
    }

    private static String decode(String authorization) {
        boolean basic = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!basic || authorization.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
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
        return "BasicHeader[clientId=" + clientId + "]";
    }
}
