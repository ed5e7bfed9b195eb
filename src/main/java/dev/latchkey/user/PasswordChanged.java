package dev.latchkey.user;

/// An administrator changed a person's password, in the transaction that is still open: whoever knew
/// the old one is signed out.
public record PasswordChanged(String userId) {}
