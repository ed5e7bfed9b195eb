package dev.latchkey.token;

import java.time.Instant;
import java.util.List;

/// The browser session in which a person authorizes an application.
///
/// @param touchUntil the idle end to move the session to, or null when it need not be touched yet
public record AuthorizedSession(String id, String userId, Instant authTime, List<String> amr, Instant touchUntil) {}
