package dev.latchkey.key;

import java.security.Provider;
import java.util.Optional;

/// A faster implementation of the platform's signatures, used where there is one.
interface CryptoEngine {
    /// Empty when it does not work on this machine.
    Optional<Provider> provider();
}
