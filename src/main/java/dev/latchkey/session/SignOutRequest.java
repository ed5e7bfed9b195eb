package dev.latchkey.session;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.Parameters;
import java.util.Optional;

/// A wish to sign out that passed every check (OIDC RP-Initiated Logout §2).
///
/// @param application who asks, by `id_token_hint` or `client_id`
/// @param hint what a genuine `id_token_hint` speaks of
/// @param returnTo a registered address, with `state` added
record SignOutRequest(
        Optional<Application> application, Optional<Hint> hint, Optional<String> returnTo, Parameters parameters) {
    record Hint(String userId, String sessionId) {
        boolean isOf(Session session) {
            return sessionId.equals(session.id());
        }

        /// Of this person, if of a former session of theirs.
        boolean isOfUserOf(Session session) {
            return userId.equals(session.userId());
        }
    }
}
