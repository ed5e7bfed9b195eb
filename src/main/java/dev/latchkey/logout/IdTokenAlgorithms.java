package dev.latchkey.logout;

import dev.latchkey.client.Application;
import dev.latchkey.key.Algorithm;

/// Which algorithm signs what an application is told about people. Provided by the feature that issues
/// the tokens.
public interface IdTokenAlgorithms {
    Algorithm ofIdToken(Application application);
}
