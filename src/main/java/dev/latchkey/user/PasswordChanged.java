package dev.latchkey.user;

import java.util.Optional;

/// A person's password is another one, in the transaction that is still open: whoever knew the old one is signed out.
///
/// @param by the authorization by which the person changed it themselves: it stays, and the session that it is of
public record PasswordChanged(String userId, Optional<String> by) {}
