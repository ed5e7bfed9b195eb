package dev.latchkey.signin;

/// What the operator has decided about accounts (reference, social sign-in §2).
///
/// @param linksByItself whether an address that is verified on both sides is proof enough
/// @param asksForUsername whether a new account needs one
/// @param termsForNewcomers whether who makes an account has to agree to the terms
/// @param termsForAll whether everybody has to who never did
record AccountRules(
        boolean maySignIn,
        boolean mayRegister,
        boolean linksByItself,
        boolean asksForUsername,
        boolean termsForNewcomers,
        boolean termsForAll) {}
