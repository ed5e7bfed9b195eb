package dev.latchkey.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Lifetimes; an application may set its own.
@ConfigMapping(prefix = "latchkey.token")
public interface TokenConfig {
    @WithDefault("60s")
    Duration codeLifetime();

    @WithDefault("1h")
    Duration accessTokenLifetime();

    @WithDefault("1h")
    Duration idTokenLifetime();

    @WithDefault("14d")
    Duration refreshTokenLifetime();

    /// No refresh token outlives this, however often it rotates.
    @WithDefault("365d")
    Duration refreshTokenAbsoluteLifetime();

    /// How long a client that lost the answer may ask again with the token it just used.
    @WithDefault("60s")
    Duration refreshRetryWindow();
}
