package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/// A person. Everything but the id may be absent (null): someone who signs in by a social provider
/// may bring nothing else.
///
/// @param identities who the person is at social providers, by target
/// @param applicationId the application that the person first came for
/// @param isSuspended must not sign in, nor use what a former sign-in left behind
public record User(
        String id,
        String username,
        String primaryEmail,
        String primaryPhone,
        String name,
        String avatar,
        UserProfile profile,
        ObjectNode customData,
        Map<String, SocialIdentity> identities,
        String applicationId,
        boolean isSuspended,
        boolean hasPassword,
        Instant lastSignInAt,
        Instant createdAt,
        Instant updatedAt) {
    public User {
        identities = Map.copyOf(identities);
    }
}
