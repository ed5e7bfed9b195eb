package dev.latchkey.exchange;

import dev.latchkey.token.LiveAccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a subject token turned out to be; what may be had for it follows from that.
public sealed interface SubjectToken {
    /// A person who has just proved who they are, which is a full sign-in: with `openid` there is an ID token,
    /// with `offline_access` a refresh token.
    ///
    /// @param isNew whether this made the account
    /// @param amr how it was proved (RFC 8176), as in the ID token
    /// @param identity who they are at a provider, if it was proved by that
    /// @param record how, for the record of events
    record Proven(
            String userId,
            boolean isNew,
            Instant authTime,
            List<String> amr,
            Optional<Identity> identity,
            Map<String, String> record)
            implements SubjectToken {
        public Proven {
            record = Map.copyOf(record);
        }
    }

    /// The key of an identity, as it is stored.
    record Identity(String target, String providerUserId) {}

    /// A person in whose name administrators want to act: access tokens only.
    ///
    /// @param context why, as a JSON object, for the record of events
    record Impersonated(String userId, String context) implements SubjectToken {}

    /// An access token that was given out here before: for the same person, with no more rights and no longer.
    record Received(LiveAccessToken token, LiveAccessToken.Owner owner) implements SubjectToken {}
}
