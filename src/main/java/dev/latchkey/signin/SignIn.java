package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A sign-in under way, bound to the browser that began it.
///
/// @param applicationId null when the person came for their own account page
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

    /// The parameter that says where a sign-in leads which no authorization request began. Nobody can send
    /// it: of what arrives at the authorization endpoint only known parameters are kept.
    private static final String RETURN_PATH = "return_path";

    /// Likewise.
    private static final String LINKING_SESSION = "linking_session";

    /// The request of such a sign-in.
    ///
    /// @param returnPath a path of this service, with a query if need be
    public static Parameters returningTo(String returnPath, Optional<String> uiLocales) {
        Map<String, List<String>> request = new HashMap<>(Map.of(RETURN_PATH, List.of(returnPath)));
        uiLocales.ifPresent(locales -> request.put("ui_locales", List.of(locales)));
        return Parameters.of(request);
    }

    /// As [#returningTo], for a person who is signed in and wants to link a provider.
    static Parameters linkingTo(String sessionId, String returnPath) {
        return Parameters.of(Map.of(RETURN_PATH, List.of(returnPath), LINKING_SESSION, List.of(sessionId)));
    }

    /// The session in which a provider is to be linked.
    Optional<String> linkingSession() {
        return request.find(LINKING_SESSION);
    }

    boolean isDone() {
        return sessionId.isPresent();
    }

    /// True as long as nobody has proved anything in it.
    public boolean isUnderWay() {
        return !isDone();
    }

    /// True for one that leads to the person's own account page and to no application.
    boolean isForAccount() {
        return applicationId == null;
    }

    /// The page on which the person decides what their proof still leaves open.
    String accountPath() {
        return "/sign-in/account?id=" + id;
    }

    /// Where the request is taken up again, as a rule by the authorization endpoint.
    public String resumePath() {
        return request.find(RETURN_PATH).orElse("/oidc/auth/" + id);
    }

    /// Leaves for the application without signing in. Absent where no application waits for an answer.
    Optional<String> cancelPath() {
        return request.has(RETURN_PATH) ? Optional.empty() : Optional.of("/oidc/auth/" + id + "/cancel");
    }

    /// The page on which the person chooses how to sign in.
    String pagePath() {
        return "/sign-in?id=" + id;
    }

    /// Where a sign-in for the same application begins in another browser. A web application keeps what it has to
    /// remember of a request in the first one, and would refuse the answer: its front page begins anew.
    String anewPath() {
        return request.find("redirect_uri")
                .map(URI::create)
                .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority() + "/")
                .orElseGet(this::restartPath);
    }

    /// The authorization endpoint with the request as it first came: a new sign-in for the same app. One that was
    /// pushed comes by its reference alone (RFC 9126 §4).
    String restartPath() {
        Parameters again = request.has("request_uri") ? request.keep(REFERENCE) : request;
        return request.find(RETURN_PATH).orElseGet(() -> "/oidc/auth?" + again.toQuery());
    }
}
