package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.client.ApplicationType;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Who gets refresh tokens, how long they live, and when they are replaced.
@Singleton
class RefreshPolicy {
    private static final double ROTATION_POINT = 0.7;

    private final TokenConfig config;
    private final TokenLifetimes lifetimes;
    private final Resources resources;

    RefreshPolicy(TokenConfig config, TokenLifetimes lifetimes, Resources resources) {
        this.config = config;
        this.lifetimes = lifetimes;
        this.resources = resources;
    }

    /// With `offline_access`; a web application may also be set to get one always, unless it is a third
    /// party's, which people have to be asked about. None is given to who could not use it.
    boolean isGiven(Application application, Scopes scopes) {
        boolean always = Boolean.TRUE.equals(application.custom().alwaysIssueRefreshToken())
                && application.type() == ApplicationType.Traditional
                && !application.isThirdParty();
        return application.registered(GrantType.REFRESH_TOKEN) && (always || scopes.has(Scopes.OFFLINE_ACCESS));
    }

    Instant firstExpiry(Application application, Instant now) {
        return earlier(now.plus(lifetime(application)), familyEnd(now));
    }

    /// No token of a family outlives this.
    Instant familyEnd(Instant now) {
        return now.plus(config.refreshTokenAbsoluteLifetime());
    }

    /// A single-page app's successor keeps the remaining life, so that a stolen one cannot live on.
    Instant successorExpiry(Application application, StoredRefreshToken stored, Instant now) {
        return application.type() == ApplicationType.SPA
                ? stored.expiresAt()
                : earlier(now.plus(lifetime(application)), stored.endsAt());
    }

    /// Public applications rotate at each use; others only late in the token's life, because their
    /// servers may use one token from many places at once. Under FAPI 2.0 §5.3.2.1 none does: what protects
    /// the token is the client's key.
    boolean mustRotate(Application application, StoredRefreshToken stored, Instant now) {
        if (Boolean.FALSE.equals(application.custom().rotateRefreshToken()) || application.isFapi2()) {
            return false;
        }
        Duration life = Duration.between(stored.issuedAt(), stored.expiresAt());
        Instant late = stored.issuedAt().plusMillis((long) (life.toMillis() * ROTATION_POINT));
        return application.type().isPublic() || !now.isBefore(late);
    }

    /// How long an authorization is of any use: as long as the tokens that may hang on it.
    ///
    /// @param indicators of the APIs that it yields tokens for
    Instant authorizationEnd(Application application, Scopes scopes, List<String> indicators, Instant now) {
        if (isGiven(application, scopes)) {
            return familyEnd(now);
        }
        Duration longest = Stream.concat(
                        Stream.of(lifetimes.ofAccessToken(application)),
                        indicators.stream()
                                .flatMap(indicator -> resources.find(indicator).stream())
                                .map(Resource::accessTokenLifetime))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return now.plus(config.codeLifetime()).plus(longest);
    }

    private Duration lifetime(Application application) {
        Integer days = application.custom().refreshTokenTtlInDays();
        if (days != null) {
            return Duration.ofDays(days);
        }
        Integer seconds = application.custom().refreshTokenTtl();
        return seconds != null ? Duration.ofSeconds(seconds) : config.refreshTokenLifetime();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
