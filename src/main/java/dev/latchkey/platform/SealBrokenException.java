package dev.latchkey.platform;

/// A stored secret does not open: another `LATCHKEY_SECRET_KEY`, or an altered row.
public final class SealBrokenException extends RuntimeException {
    SealBrokenException(String place) {
        super("the stored secret " + place + " does not open with this LATCHKEY_SECRET_KEY");
    }
}
