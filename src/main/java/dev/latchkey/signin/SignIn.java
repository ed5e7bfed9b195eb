package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A sign-in under way, bound to the browser that began it.
///
/// @param request the authorization request to go on with afterwards
/// @param sessionId the session that it led to, once it is through
/// @param consent the answer to the consent page, once it was given
public record SignIn(
        String id,
        byte[] browserHash,
        String applicationId,
        Parameters request,
        Optional<String> sessionId,
        Optional<ConsentAnswer> consent,
        Instant createdAt,
        Instant expiresAt) {
    private static final Set<String> REFERENCE = Set.of("client_id", "request_uri");

    boolean isDone() {
        return sessionId.isPresent();
    }

    /// True as long as nobody has proved anything in it.
    public boolean isUnderWay() {
        return !isDone();
    }

    /// Where the authorization endpoint takes the request up again.
    public String resumePath() {
        return "/oidc/auth/" + id;
    }

    /// The page on which the person chooses how to sign in.
    String pagePath() {
        return "/sign-in?id=" + id;
    }

    /// The authorization endpoint with the request as it first came: a new sign-in for the same app. One that was
    /// pushed comes by its reference alone (RFC 9126 §4).
    String restartPath() {
        return "/oidc/auth?" + (request.has("request_uri") ? request.keep(REFERENCE) : request).toQuery();
    }
}
