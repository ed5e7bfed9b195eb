package dev.latchkey.connector;

/// How a person comes from the sign-in page to a provider.
public enum Entrance {
    /// By a button.
    BUTTON,
    /// By itself: the person is inside the provider's own app already.
    AT_ONCE,
    /// Not from here: another browser has to be opened.
    CLOSED,
    /// Not from here, and no other browser can be opened from here either: it is not offered.
    BARRED
}
