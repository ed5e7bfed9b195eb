package dev.latchkey.token;

import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An access token of ours that is good right now.
///
/// @param clientId the application that it was made for
/// @param subjectId the person, or the application itself with client credentials
/// @param actors who acts for the person already, the present one first
/// @param owner the person and what they authorized; empty with client credentials
public record LiveAccessToken(
        String clientId,
        String subjectId,
        Scopes scopes,
        Instant expiresAt,
        Optional<KeyThumbprint> boundTo,
        List<String> actors,
        Optional<Owner> owner) {
    /// A person, and the authorization that the token hangs on.
    public record Owner(Authorization authorization, Subject subject) {}
}
