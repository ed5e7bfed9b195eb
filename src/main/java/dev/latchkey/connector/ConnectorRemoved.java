package dev.latchkey.connector;

/// A connector was deleted, in the transaction that is still open: whoever refers to targets forgets
/// there those that are without a connector now.
public record ConnectorRemoved(String target) {}
