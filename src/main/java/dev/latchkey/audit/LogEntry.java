package dev.latchkey.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An event as the management API shows it.
///
/// @param createdAt milliseconds since the epoch
/// @param payload what happened, to whom; names as in the reference, section 9
record LogEntry(String id, String key, long createdAt, ObjectNode payload) {}
