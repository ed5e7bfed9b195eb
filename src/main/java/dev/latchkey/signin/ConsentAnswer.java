package dev.latchkey.signin;

/// How the person answered the consent page of a request.
///
/// @param sessionId whose answer it is: that of another session's person counts for nothing
public record ConsentAnswer(boolean isAllowed, String sessionId) {}
