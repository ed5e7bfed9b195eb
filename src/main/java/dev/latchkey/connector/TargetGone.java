package dev.latchkey.connector;

/// The last connector of a target was deleted, in the transaction that is still open: whoever refers
/// to the target forgets it there.
public record TargetGone(String target) {}
