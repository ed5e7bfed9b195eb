package dev.latchkey.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of a browser session (OWASP ASVS 7.3).
@ConfigMapping(prefix = "latchkey.session")
public interface SessionConfig {
    /// A session that is not used for this long is over.
    @WithDefault("7d")
    Duration idleTimeout();

    /// A session is over after this, used or not.
    @WithDefault("14d")
    Duration absoluteTimeout();

    /// Use is noted at most this often, to spare the database a write per request.
    @WithDefault("10m")
    Duration touchInterval();
}
