package dev.latchkey.user;

/// Fired in the transaction that suspends a person: sessions and tokens end in it.
public record UserSuspended(String userId) {}
