package dev.latchkey.page;

/// Sign-in with username and password.
///
/// @param action where the form is posted, a path of this service
/// @param username what the person typed before; never a password
public record PasswordForm(String action, String username) {}
