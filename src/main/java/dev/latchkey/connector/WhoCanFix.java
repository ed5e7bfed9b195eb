package dev.latchkey.connector;

/// Whose move it is after a sign-in failed.
public enum WhoCanFix {
    /// Starts again, or chooses another way.
    PERSON,
    /// Changes the configuration, here or at the provider.
    ADMINISTRATOR,
    /// Has to recover; wait.
    PROVIDER,
    /// The application asks for something that cannot be.
    DEVELOPER
}
