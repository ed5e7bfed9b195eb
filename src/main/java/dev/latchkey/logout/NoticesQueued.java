package dev.latchkey.logout;

/// Notices are waiting, once the transaction under way is through.
record NoticesQueued() {}
