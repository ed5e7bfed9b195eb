package dev.latchkey.client;

/// An application or one of its secrets changed or went, in the transaction under way.
record ApplicationChanged(String id) {}
