package dev.latchkey.session;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.Parameters;
import java.util.Optional;

/// A wish to sign out that passed every check (OIDC RP-Initiated Logout §2).
///
/// @param application who asks, by `id_token_hint` or `client_id`
/// @param hintedSession the session that a genuine hint speaks of
/// @param returnTo a registered address, with `state` added
record SignOutRequest(
        Optional<Application> application,
        Optional<String> hintedSession,
        Optional<String> returnTo,
        Parameters parameters) {}
