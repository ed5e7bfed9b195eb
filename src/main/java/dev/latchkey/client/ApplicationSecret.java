package dev.latchkey.client;

import java.time.Instant;

/// One of the secrets of an application, in clear; `expiresAt` is null when it never expires.
public record ApplicationSecret(String name, String value, Instant createdAt, Instant expiresAt) {
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "ApplicationSecret[name=" + name + "]";
    }
}
