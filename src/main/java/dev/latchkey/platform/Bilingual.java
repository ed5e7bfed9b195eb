package dev.latchkey.platform;

/// An answer of the management API that exists in both of its languages; the caller gets the one that
/// `Accept-Language` prefers.
public interface Bilingual {
    Object english();

    Object chinese();
}
