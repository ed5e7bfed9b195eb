package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Makes the access tokens of people: opaque for userinfo, a JWT for an API.
@Singleton
class AccessTokens {
    private static final Duration UNLIMITED = ChronoUnit.FOREVER.getDuration();

    private final Resources resources;
    private final ResourceTokens resourceTokens;
    private final RandomValues random;
    private final TokenLifetimes lifetimes;

    AccessTokens(Resources resources, ResourceTokens resourceTokens, RandomValues random, TokenLifetimes lifetimes) {
        this.resources = resources;
        this.resourceTokens = resourceTokens;
        this.random = random;
        this.lifetimes = lifetimes;
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
        return prepare(client, authorization, subject, scopes, resource, UNLIMITED);
    }

    /// @param atMost how long the token may live, though others do longer
    IssuedAccessToken prepare(
            AuthenticatedClient client,
            Authorization authorization,
            Subject subject,
            Scopes scopes,
            Optional<String> resource,
            Duration atMost) {
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
                indicator,
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
