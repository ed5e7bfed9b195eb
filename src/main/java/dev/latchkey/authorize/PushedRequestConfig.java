package dev.latchkey.authorize;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Authorization requests that applications push before they send the person (RFC 9126).
@ConfigMapping(prefix = "latchkey.pushed-request")
interface PushedRequestConfig {
    /// How soon the person has to follow; FAPI 2.0 §5.3.2.2 allows less than ten minutes.
    @WithDefault("60s")
    Duration lifetime();
}
