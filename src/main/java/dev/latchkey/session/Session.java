package dev.latchkey.session;

import java.time.Instant;
import java.util.List;

/// A browser session that is alive and whose user is not suspended.
///
/// @param id the public id (`sid` in tokens); the cookie holds another, secret value
/// @param authTime when the person last proved who they are
/// @param touchUntil the idle end to move the session to, or null when its use need not be noted yet
public record Session(String id, String userId, Instant authTime, List<String> amr, Instant touchUntil) {}
