package dev.latchkey.token;

import dev.latchkey.key.TokenLifetimes;
import jakarta.inject.Singleton;
import java.time.Duration;

/// The longer one of the lifetimes of signed tokens; refresh tokens are not signed.
@Singleton
class ConfiguredLifetimes implements TokenLifetimes {
    private final TokenConfig config;

    ConfiguredLifetimes(TokenConfig config) {
        this.config = config;
    }

    @Override
    public Duration longest() {
        Duration access = config.accessTokenLifetime();
        Duration id = config.idTokenLifetime();
        return access.compareTo(id) > 0 ? access : id;
    }
}
