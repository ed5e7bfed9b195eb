package dev.latchkey.key;

/// What a key does now, as the management API says it: it waits to sign, signs, verifies what it
/// signed, or does nothing any more.
enum KeyStatus {
    Next,
    Current,
    Previous,
    Retired
}
