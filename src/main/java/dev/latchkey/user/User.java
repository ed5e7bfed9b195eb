package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
        boolean primaryEmailVerified,
        String primaryPhone,
        boolean primaryPhoneVerified,
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

    /// What the person is known by, the best first; empty for somebody who has told nothing.
    public List<String> names() {
        return Stream.of(name, username, primaryEmail, primaryPhone)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .toList();
    }
}
