package dev.latchkey.signin;

/// A proof that waits for decisions of the person.
///
/// @param id of this very proof: a later one in the same sign-in has another
record PendingAccount(String id, Proof proof, AccountAnswers answers) {
    PendingAccount with(AccountAnswers changed) {
        return new PendingAccount(id, proof, changed);
    }
}
