package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A person as the management API shows them (reference section 6); times in milliseconds. The last
/// three name what this service does not have, as compatible clients read it.
record UserView(
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
        Long lastSignInAt,
        long createdAt,
        long updatedAt,
        String cimdClientId,
        List<Object> ssoIdentities,
        List<Object> mfaVerificationFactors) {
    static UserView of(User user) {
        return new UserView(
                user.id(),
                user.username(),
                user.primaryEmail(),
                user.primaryEmailVerified(),
                user.primaryPhone(),
                user.primaryPhoneVerified(),
                user.name(),
                user.avatar(),
                user.profile(),
                user.customData(),
                user.identities(),
                user.applicationId(),
                user.isSuspended(),
                user.hasPassword(),
                Optional.ofNullable(user.lastSignInAt())
                        .map(Instant::toEpochMilli)
                        .orElse(null),
                user.createdAt().toEpochMilli(),
                user.updatedAt().toEpochMilli(),
                null,
                List.of(),
                List.of());
    }
}
