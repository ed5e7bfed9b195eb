package dev.latchkey.connector;

/// A connector was added, changed or deleted, in the transaction under way.
record ConnectorChanged(String id) {}
