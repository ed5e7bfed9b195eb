package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.token.LiveAccessToken;
import dev.latchkey.token.LiveAccessTokens;
import jakarta.inject.Singleton;
import java.util.Set;

/// Access tokens of this service, as a subject or as an actor.
@Singleton
class ReceivedAccessTokens implements SubjectTokens {
    private final LiveAccessTokens tokens;
    private final ImpersonationTokens impersonations;

    ReceivedAccessTokens(LiveAccessTokens tokens, ImpersonationTokens impersonations) {
        this.tokens = tokens;
        this.impersonations = impersonations;
    }

    @Override
    public Set<String> types() {
        return Set.of(TokenTypes.ACCESS_TOKEN);
    }

    /// Compatible clients send impersonation tokens under this type as well.
    @Override
    public SubjectToken accept(Parameters request, AuthenticatedClient client) {
        String token = request.required("subject_token");
        if (ImpersonationTokens.looksLike(token)) {
            return impersonations.accept(request, client);
        }
        LiveAccessToken found = find("subject_token", token, client);
        return found.owner()
                .map(owner -> new SubjectToken.Received(found, owner))
                .orElseThrow(() -> INVALID_REQUEST.because("subject_token speaks of an application, not of a person"));
    }

    /// @param parameter where the token came from, for the refusal
    LiveAccessToken find(String parameter, String token, AuthenticatedClient client) {
        LiveAccessToken found = tokens.find(token)
                .orElseThrow(() -> INVALID_REQUEST.because(parameter + " is unknown, expired or revoked"));
        if (client.application().type().isPublic() && !found.clientId().equals(client.id())) {
            // nobody knows who is behind a public client: it must not make somebody else's leaked token its own
            throw INVALID_REQUEST.because(parameter + " belongs to another application");
        }
        if (!KeyThumbprint.admits(found.boundTo(), client.key())) {
            throw INVALID_REQUEST.because(parameter + " is bound to a key that was not proved");
        }
        return found;
    }
}
