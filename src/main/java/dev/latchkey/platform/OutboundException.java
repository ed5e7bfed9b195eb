package dev.latchkey.platform;

/// A call to another service brought no answer. The message names the host and the cause, never
/// the address with its parameters or anything that was sent.
public final class OutboundException extends RuntimeException {
    private final Reason reason;

    OutboundException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /// Why there is no answer.
    public enum Reason {
        /// The whole exchange did not end in time; the other side may have acted on it.
        TIMEOUT,
        /// No connection, or it broke before the answer was complete.
        CONNECTION,
        /// The answer is larger than anybody here would read.
        TOO_LARGE,
        /// So many calls are under way that this one was not begun.
        BUSY,
        /// Nobody may be called there: not https, or an address of an inner network.
        FORBIDDEN
    }

    public Reason reason() {
        return reason;
    }
}
