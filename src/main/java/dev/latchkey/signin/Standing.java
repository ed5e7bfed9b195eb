package dev.latchkey.signin;

import dev.latchkey.user.Account;

/// Who stands at the door, as the tables tell at this moment.
sealed interface Standing {
    /// Somebody who proved an account.
    record Member(Account account) implements Standing {}

    /// Somebody new whom a trusted provider gives an address that an account has verified too.
    record Relative(Account account) implements Standing {}

    /// Somebody new.
    record Stranger() implements Standing {}
}
