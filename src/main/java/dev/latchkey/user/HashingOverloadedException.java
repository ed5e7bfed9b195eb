package dev.latchkey.user;

import java.time.Duration;

/// Too many passwords wait to be hashed: to be answered with 429 and `Retry-After`.
public final class HashingOverloadedException extends RuntimeException {
    /// When asking again makes sense.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    HashingOverloadedException() {
        super("too many passwords are being checked right now", null, false, false);
    }
}
