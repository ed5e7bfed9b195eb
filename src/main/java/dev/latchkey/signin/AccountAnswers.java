package dev.latchkey.signin;

import java.util.Optional;

/// What the person has answered so far; kept on the server, each taken only where it was asked for.
///
/// @param wantsOwnAccount a new one, although there is one with the same address
/// @param provenUser the account that they proved to link to
record AccountAnswers(
        boolean wantsOwnAccount, boolean hasAgreed, Optional<String> username, Optional<String> provenUser) {
    static final AccountAnswers NONE = new AccountAnswers(false, false, Optional.empty(), Optional.empty());

    AccountAnswers ownAccount() {
        return new AccountAnswers(true, hasAgreed, username, provenUser);
    }

    AccountAnswers agreed(boolean now) {
        return new AccountAnswers(wantsOwnAccount, hasAgreed || now, username, provenUser);
    }

    AccountAnswers named(Optional<String> name) {
        return new AccountAnswers(wantsOwnAccount, hasAgreed, name, provenUser);
    }

    AccountAnswers proved(String userId) {
        return new AccountAnswers(wantsOwnAccount, hasAgreed, username, Optional.of(userId));
    }
}
