package dev.latchkey.token;

/// What a device learns when it asks for its tokens (RFC 8628 §3.5).
public sealed interface DevicePoll {
    /// No such code, or another application's.
    record Unknown() implements DevicePoll {}

    record Expired() implements DevicePoll {}

    /// Nobody has answered yet.
    ///
    /// @param isTooFast whether it asks more often than it was told to
    record Pending(boolean isTooFast) implements DevicePoll {}

    record Denied() implements DevicePoll {}

    record Redeemed() implements DevicePoll {}

    record Approved(Authorization authorization, Subject subject) implements DevicePoll {}
}
