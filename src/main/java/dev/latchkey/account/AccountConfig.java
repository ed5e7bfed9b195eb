package dev.latchkey.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How people change their own account.
@ConfigMapping(prefix = "latchkey.account")
public interface AccountConfig {
    /// Whoever changes how they sign in must have proved who they are within this time (OWASP ASVS 7.5.1).
    @WithDefault("10m")
    Duration proofLifetime();
}
