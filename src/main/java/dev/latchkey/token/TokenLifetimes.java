package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.key.SignedLifetimes;
import jakarta.inject.Singleton;
import java.time.Duration;

/// How long what an application gets is good for: its own setting, else the service's.
@Singleton
class TokenLifetimes implements SignedLifetimes {
    private static final Duration FAPI2_CODE = Duration.ofSeconds(60);

    private final TokenConfig config;

    TokenLifetimes(TokenConfig config) {
        this.config = config;
    }

    /// FAPI 2.0 §5.3.2.1: a minute at most.
    Duration ofCode(Application application) {
        boolean tooLong = application.isFapi2() && config.codeLifetime().compareTo(FAPI2_CODE) > 0;
        return tooLong ? FAPI2_CODE : config.codeLifetime();
    }

    Duration ofIdToken(Application application) {
        return seconds(application.custom().idTokenTtl(), config.idTokenLifetime());
    }

    /// Of an opaque one, for userinfo; one for an API has the API's.
    Duration ofAccessToken(Application application) {
        return seconds(application.custom().accessTokenTtl(), config.accessTokenLifetime());
    }

    /// By the settings of the service; refresh tokens are not signed.
    @Override
    public Duration longest() {
        Duration access = config.accessTokenLifetime();
        Duration id = config.idTokenLifetime();
        return access.compareTo(id) > 0 ? access : id;
    }

    private static Duration seconds(Integer own, Duration otherwise) {
        return own == null ? otherwise : Duration.ofSeconds(own);
    }
}
