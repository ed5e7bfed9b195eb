package dev.latchkey.jose;

/// A key or a signed text that must not be used, with the reason in words for whoever sent it. An answer, not
/// a fault, so it carries no stack trace.
public final class UntrustworthyException extends RuntimeException {
    UntrustworthyException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return getMessage();
    }
}
