package dev.latchkey.dpop;

import dev.latchkey.client.Application;
import jakarta.inject.Singleton;

/// Which applications have to prove a key, and how freshly.
///
/// A nonce of ours is demanded under the profile `fapi2`, whose clients must know the dance (FAPI 2.0
/// §5.3.3). Many others that speak DPoP do not; their proofs are held by age and `jti`.
@Singleton
class DpopPolicy {
    private final DpopConfig config;

    DpopPolicy(DpopConfig config) {
        this.config = config;
    }

    boolean requiresProof(Application application) {
        return Boolean.TRUE.equals(application.custom().dpopBoundAccessTokens()) || application.isFapi2();
    }

    boolean requiresNonce(Application application) {
        return config.nonceRequired() || application.isFapi2();
    }
}
