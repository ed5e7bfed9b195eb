package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.Parameters;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Who is to act for the person: `actor_token`, always with its type, and no type without it (RFC 8693 §2.1).
@Singleton
class Actors {
    private final ReceivedAccessTokens tokens;

    Actors(ReceivedAccessTokens tokens) {
        this.tokens = tokens;
    }

    /// The subject of the actor token: a person, or an application that signed in as itself.
    Optional<String> of(Parameters request, AuthenticatedClient client) {
        Optional<String> token = request.find("actor_token");
        Optional<String> type = request.find("actor_token_type");
        if (token.isPresent() != type.isPresent()) {
            throw INVALID_REQUEST.because("actor_token and actor_token_type go together");
        }
        if (!type.orElse(TokenTypes.ACCESS_TOKEN).equals(TokenTypes.ACCESS_TOKEN)) {
            throw INVALID_REQUEST.because("actor_token_type can only be " + TokenTypes.ACCESS_TOKEN);
        }
        return token.map(value -> tokens.find("actor_token", value, client).subjectId());
    }
}
