package dev.latchkey.connector;

/// Fired in the transaction that deletes a connector, when its row is gone.
public record ConnectorDeleted(String id, String target) {}
