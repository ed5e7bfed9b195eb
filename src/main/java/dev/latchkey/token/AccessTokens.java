package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes the access tokens of people: opaque for userinfo, a JWT for an API. None outlives the authorization that it
/// hangs on, so that `expires_in` is true.
@Singleton
class AccessTokens {
    private final Resources resources;
    private final ResourceTokens resourceTokens;
    private final RandomValues random;
    private final TokenLifetimes lifetimes;
    private final Clock clock;

    AccessTokens(
            Resources resources,
            ResourceTokens resourceTokens,
            RandomValues random,
            TokenLifetimes lifetimes,
            Clock clock) {
        this.resources = resources;
        this.resourceTokens = resourceTokens;
        this.random = random;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    /// @param scopes those of the authorization, or fewer
    /// @param resource the API asked for at this request
    /// @param client the token is bound to the key that it proved to hold, if any
    IssuedAccessToken prepare(
            AuthenticatedClient client,
            Authorization authorization,
            Subject subject,
            Scopes scopes,
            Optional<String> resource) {
        return prepare(client, authorization, subject, scopes, resource, authorization.expiresAt());
    }

    /// @param end when the token ends at the latest
    IssuedAccessToken prepare(
            AuthenticatedClient client,
            Authorization authorization,
            Subject subject,
            Scopes scopes,
            Optional<String> resource,
            Instant end) {
        Duration atMost = Duration.between(clock.instant(), end);
        Optional<String> audience = resource.or(() -> implied(authorization));
        if (audience.isPresent()) {
            return forResource(authorization, subject, audience.get(), client.key(), atMost);
        }
        Duration lifetime = shorter(lifetimes.ofAccessToken(client.application()), atMost);
        return new IssuedAccessToken(random.token(), scopes, lifetime, client.key(), true);
    }

    /// Without `openid` a token for userinfo would be of no use: the one granted API is meant.
    private static Optional<String> implied(Authorization authorization) {
        boolean one = !authorization.scopes().has(Scopes.OPENID)
                && authorization.resources().size() == 1;
        return one ? Optional.of(authorization.resources().getFirst()) : Optional.empty();
    }

    private IssuedAccessToken forResource(
            Authorization authorization,
            Subject subject,
            String indicator,
            Optional<KeyThumbprint> key,
            Duration atMost) {
        Resource resource = Optional.of(indicator)
                .filter(authorization.resources()::contains)
                .flatMap(resources::find)
                .orElseThrow(() -> INVALID_TARGET.because("the resource was not granted or is not known"));
        Duration lifetime = shorter(resource.accessTokenLifetime(), atMost);
        String token = resourceTokens.issue(
                subject.id(),
                authorization.clientId(),
                Optional.of(authorization.id()),
                resource,
                Scopes.NONE,
                lifetime,
                key,
                authorization.actors());
        return new IssuedAccessToken(token, Scopes.NONE, lifetime, key, false);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
