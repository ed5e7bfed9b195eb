package dev.latchkey.session;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.client.RedirectUris;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.oauth.Parameters;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Checks wishes to sign out.
@Singleton
class SignOutRequests {
    private final Applications applications;
    private final TokenVerifier tokens;

    SignOutRequests(Applications applications, TokenVerifier tokens) {
        this.applications = applications;
        this.tokens = tokens;
    }

    SignOutRequest check(Parameters parameters) {
        Optional<ObjectNode> hint = parameters
                .find("id_token_hint")
                .map(token -> tokens.verifyHint(token)
                        .orElseThrow(() -> INVALID_REQUEST.because("id_token_hint is no ID token of this service")));
        Optional<Application> application = application(parameters, hint);
        return new SignOutRequest(
                application,
                hint.map(claims -> new SignOutRequest.Hint(
                        claims.path("sub").asText(), claims.path("sid").asText())),
                parameters.find("post_logout_redirect_uri").map(uri -> returnTo(application, uri, parameters)),
                parameters);
    }

    private Optional<Application> application(Parameters parameters, Optional<ObjectNode> hint) {
        Optional<String> audience = hint.map(claims -> claims.path("aud").asText());
        Optional<String> clientId = parameters.find("client_id");
        if (audience.isPresent() && clientId.isPresent() && !audience.equals(clientId)) {
            throw INVALID_REQUEST.because("client_id differs from the audience of id_token_hint");
        }
        return clientId.or(() -> audience)
                .map(id -> applications.find(id).orElseThrow(() -> INVALID_REQUEST.because("client_id is unknown")));
    }

    /// Only an address that the application registered; anything else would make us an open redirector.
    private static String returnTo(Optional<Application> application, String uri, Parameters parameters) {
        boolean registered = application
                .filter(known -> RedirectUris.isRegisteredForLogout(known, uri))
                .isPresent();
        if (!registered) {
            throw INVALID_REQUEST.because("post_logout_redirect_uri is not registered");
        }
        return parameters
                .find("state")
                .map(state -> uri + (uri.indexOf('?') < 0 ? "?" : "&") + "state=" + encode(state))
                .orElse(uri);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
