package dev.latchkey.user;

/// Fired in the transaction that deletes a person, before the row goes.
public record UserDeleted(String userId) {}
