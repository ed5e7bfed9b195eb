package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.oauth.Parameters;
import java.util.List;
import java.util.Optional;

/// The one API that a token request may name (RFC 8707 §2.2): an access token is for one.
public final class RequestedResource {
    private RequestedResource() {}

    /// Refuses several: whoever names two would believe to hold a token for both.
    public static Optional<String> of(Parameters request) {
        List<String> indicators = request.all("resource");
        if (indicators.size() > 1) {
            throw INVALID_TARGET.because("no more than one resource may be named");
        }
        return indicators.stream().findFirst();
    }
}
