package dev.latchkey.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Whether applications may register themselves (RFC 7591); even then only with an initial access token.
@ConfigMapping(prefix = "latchkey.registration")
public interface RegistrationConfig {
    @WithDefault("false")
    boolean enabled();
}
