package dev.latchkey.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Something that happened; made with the `with…` methods. Holds no token, code or secret.
///
/// @param key what, for example `Interaction.SignIn.Submit`
/// @param about whom and what it concerns: events are found by it
/// @param beganAt for the beginning of a sign-in, which is told afterwards
public record AuditEvent(
        String key, boolean succeeded, About about, Optional<Instant> beganAt, Map<String, Object> payload) {
    public static AuditEvent success(String key) {
        return new AuditEvent(key, true, About.NOTHING, Optional.empty(), Map.of());
    }

    public static AuditEvent failure(String key) {
        return new AuditEvent(key, false, About.NOTHING, Optional.empty(), Map.of());
    }

    /// @param supportId the code that the person was shown
    public static AuditEvent failure(String key, String supportId) {
        return failure(key).about(About.NOTHING.supportId(supportId));
    }

    /// How a sign-in began; however often it is told, it is recorded once.
    public static AuditEvent beginning(String key, String signInId, Instant time) {
        return new AuditEvent(key, true, About.NOTHING.signInId(signInId), Optional.of(time), Map.of());
    }

    public AuditEvent withUser(String id) {
        return about(about.userId(id));
    }

    /// @param id null when no application has to do with it
    public AuditEvent withApplication(String id) {
        return about(about.applicationId(id));
    }

    public AuditEvent withSession(String id) {
        return about(about.sessionId(id));
    }

    /// The sign-in that it is a part of.
    public AuditEvent withSignIn(String id) {
        return about(about.signInId(id));
    }

    public AuditEvent with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(payload);
        more.put(name, value);
        return new AuditEvent(key, succeeded, about, beganAt, more);
    }

    private AuditEvent about(About more) {
        return new AuditEvent(key, succeeded, more, beganAt, payload);
    }
}
