package dev.latchkey.token;

import dev.latchkey.oauth.Scopes;
import java.time.Instant;
import java.util.List;

/// What a device asks for, as long as nobody has answered (RFC 8628).
///
/// @param userCode the code that the device shows, for the person to compare
public record DeviceRequest(
        String id, String clientId, String userCode, Scopes scopes, List<String> resources, Instant expiresAt) {
    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "DeviceRequest[id=" + id + ", clientId=" + clientId + "]";
    }
}
