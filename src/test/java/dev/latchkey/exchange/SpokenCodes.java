package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.Parameters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A kind of subject token as another feature would add it: people prove who they are by saying it.
@Singleton
class SpokenCodes implements SubjectTokens {
    static final String TYPE = "urn:example:token-type:spoken";

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public boolean isSignIn() {
        return true;
    }

    @Override
    public SubjectToken accept(Parameters request, AuthenticatedClient client) {
        String spoken = request.required("subject_token");
        if (!spoken.startsWith("I am ")) {
            throw INVALID_REQUEST.because("that was not understood");
        }
        return new SubjectToken.Proven(
                spoken.substring(5),
                false,
                Instant.now(),
                List.of("vbm"),
                Optional.empty(),
                Map.of("method", "spoken"));
    }
}
