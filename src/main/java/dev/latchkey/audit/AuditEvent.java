package dev.latchkey.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Something that happened; made with the `with…` methods. Holds no token, code or secret.
///
/// @param key what, for example `Interaction.SignIn.Submit`
/// @param supportId the code that the person was shown, on failures
public record AuditEvent(
        String key,
        boolean succeeded,
        Optional<String> supportId,
        Optional<String> userId,
        Optional<String> applicationId,
        Map<String, Object> payload) {
    public static AuditEvent success(String key) {
        return new AuditEvent(key, true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    public static AuditEvent failure(String key, String supportId) {
        return new AuditEvent(key, false, Optional.of(supportId), Optional.empty(), Optional.empty(), Map.of());
    }

    public AuditEvent withUser(String id) {
        return new AuditEvent(key, succeeded, supportId, Optional.of(id), applicationId, payload);
    }

    public AuditEvent withApplication(String id) {
        return new AuditEvent(key, succeeded, supportId, userId, Optional.of(id), payload);
    }

    public AuditEvent with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(payload);
        more.put(name, value);
        return new AuditEvent(key, succeeded, supportId, userId, applicationId, more);
    }
}
