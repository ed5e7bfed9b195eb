package dev.latchkey.connector.alipay;

/// A pasted text is not the key or certificate that it should be. The message is the rest of a
/// sentence that begins with the name of the field, and holds nothing of the text.
final class KeyUnusableException extends RuntimeException {
    private final Fault fault;

    KeyUnusableException(Fault fault, String predicate) {
        super(predicate, null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
