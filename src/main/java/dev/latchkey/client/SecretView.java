package dev.latchkey.client;

/// A secret as the management API shows it, at any time (reference section 3).
///
/// @param createdAt milliseconds since the epoch
/// @param expiresAt milliseconds since the epoch, null when it never expires
record SecretView(String applicationId, String name, String value, long createdAt, Long expiresAt) {
    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "SecretView[applicationId=" + applicationId + ", name=" + name + "]";
    }
}
