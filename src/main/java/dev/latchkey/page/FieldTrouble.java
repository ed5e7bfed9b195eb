package dev.latchkey.page;

/// What can be wrong with one field of the registration form; said next to it ([Texts#field]).
public enum FieldTrouble {
    USERNAME_MISSING,
    /// A username is letters, digits and underscores, and does not begin with a digit.
    USERNAME_INVALID,
    USERNAME_TAKEN,
    PASSWORD_MISSING,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    /// On the list of passwords that everybody tries first.
    PASSWORD_COMMON,
    /// Contains the username or the name of the service.
    PASSWORD_PREDICTABLE
}
