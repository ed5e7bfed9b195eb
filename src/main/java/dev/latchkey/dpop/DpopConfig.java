package dev.latchkey.dpop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How strictly proofs are looked at.
@ConfigMapping(prefix = "latchkey.dpop")
interface DpopConfig {
    /// Whether every proof has to hold a nonce of ours, and not only those of applications with the profile
    /// `fapi2`. Clients that do not know the dance of RFC 9449 §8 are shut out then.
    @WithDefault("false")
    boolean nonceRequired();
}
