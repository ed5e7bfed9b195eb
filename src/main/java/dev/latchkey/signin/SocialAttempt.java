package dev.latchkey.signin;

import dev.latchkey.audit.AuditEvent;

/// Somebody proves by a provider who they are, without our pages.
///
/// @param key of the event that a failure is
/// @param userId whose account it is about; null where that is not known before
/// @param applicationId which application they do it with
/// @param trail up to the moment when the provider is asked
public record SocialAttempt(String key, String connectorId, String userId, String applicationId, Trail trail) {
    AuditEvent failure(String supportId) {
        return AuditEvent.failure(key, supportId).withUser(userId).withApplication(applicationId);
    }
}
