package dev.latchkey.token;

import dev.latchkey.oauth.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What tokens are to be made for when there is no code: somebody was named at the token endpoint itself.
///
/// @param isSignIn whether the person is there and proved it: only then are there ID tokens and refresh tokens
/// @param resources the APIs that access tokens may be made for
/// @param amr how the person proved who they are (RFC 8176)
/// @param actors who acts for the person, the present one first
/// @param origin what the tokens derive from, if from other tokens
/// @param source the identity that the person came by, if by one
public record Entitlement(
        String userId,
        boolean isSignIn,
        Scopes scopes,
        List<String> resources,
        Instant authTime,
        List<String> amr,
        List<String> actors,
        Optional<Origin> origin,
        Optional<Source> source) {
    /// The authorization that the exchanged token hangs on: when it ends, what derives from it ends.
    ///
    /// @param until when the exchanged token ends; nothing that derives from it lives longer
    public record Origin(Authorization authorization, Instant until) {}

    /// Who the person is at a provider: should that turn out to be somebody else, what came of it is theirs.
    public record Source(String target, String providerUserId) {}
}
