package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.ACCESS_DENIED;
import static dev.latchkey.oauth.OAuthError.INVALID_GRANT;
import static dev.latchkey.oauth.OAuthError.INVALID_SCOPE;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.token.Authorizations;
import dev.latchkey.token.RefreshTokens;
import dev.latchkey.token.StoredRefreshToken;
import dev.latchkey.token.TokenConfig;
import dev.latchkey.token.TokenIssuer;
import dev.latchkey.token.TokenResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// RFC 6749 §6 with rotation (RFC 9700 §4.14): a rotated token may be sent once more by a client that lost the
/// answer, by a public one within a short window; anything older ends the family.
@Singleton
class RefreshTokenGrant implements Grant {
    private final RefreshTokens tokens;
    private final Authorizations authorizations;
    private final TokenIssuer issuer;
    private final TokenConfig config;
    private final Clock clock;

    RefreshTokenGrant(
            RefreshTokens tokens, Authorizations authorizations, TokenIssuer issuer, TokenConfig config, Clock clock) {
        this.tokens = tokens;
        this.authorizations = authorizations;
        this.issuer = issuer;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse redeem(Parameters request, AuthenticatedClient client) {
        if (request.has("organization_id")) {
            throw ACCESS_DENIED.because("the user is not a member of this organization");
        }
        String token = request.required("refresh_token");
        Optional<String> resource = RequestedResource.of(request);
        StoredRefreshToken stored = find(token, client);
        if (!stored.isRotated()) {
            Optional<TokenResponse> response = issuer.refresh(token, stored, client, scopes(request, stored), resource);
            if (response.isPresent()) {
                return response.get();
            }
            stored = find(token, client); // a parallel request has just rotated it
        }
        return retry(token, stored, request, client);
    }

    private StoredRefreshToken find(String token, AuthenticatedClient client) {
        StoredRefreshToken stored =
                tokens.find(token).orElseThrow(() -> INVALID_GRANT.because("refresh token is unknown"));
        Instant now = clock.instant();
        // Ownership and key first: a stranger must not end the family by replaying.
        require(stored.authorization().clientId().equals(client.id()), "refresh token belongs to another client");
        require(
                KeyThumbprint.admits(stored.boundTo(), client.key()),
                "refresh token is bound to a key that was not proved");
        require(stored.authorization().isAlive(now), "authorization was revoked or has expired");
        require(now.isBefore(stored.expiresAt()), "refresh token has expired");
        require(!stored.subject().isSuspended(), "user is suspended");
        return stored;
    }

    /// One generation only: once the successor has been used in its turn, the old token is a thief's.
    private TokenResponse retry(
            String token, StoredRefreshToken stored, Parameters request, AuthenticatedClient client) {
        if (!mayRetry(token, stored, client)) {
            authorizations.revoke(stored.authorization().id(), "a refresh token was used again too late");
            throw INVALID_GRANT.because("refresh token was already used");
        }
        return issuer.retry(token, stored, client, scopes(request, stored), RequestedResource.of(request));
    }

    /// After the window only a client that has proved who it is, and only while nobody has shown the successor:
    /// servers refresh where they cannot store the answer, and send the same token for hours.
    private boolean mayRetry(String token, StoredRefreshToken stored, AuthenticatedClient client) {
        boolean inTime = clock.instant().isBefore(stored.rotatedAt().plus(config.refreshRetryWindow()));
        if (!inTime && client.application().type().isPublic()) {
            return false;
        }
        return tokens.find(issuer.successorOf(token, stored))
                .filter(successor -> inTime ? !successor.isRotated() : !successor.isUsed())
                .filter(successor -> KeyThumbprint.admits(successor.boundTo(), client.key()))
                .isPresent();
    }

    /// RFC 6749 §6: the same scopes or fewer.
    private static Scopes scopes(Parameters request, StoredRefreshToken stored) {
        Scopes granted = stored.authorization().scopes();
        Optional<Scopes> asked = request.find("scope").map(Scopes::parse);
        if (asked.isPresent() && !granted.containsAll(asked.get())) {
            throw INVALID_SCOPE.because("scope exceeds what was granted");
        }
        return asked.orElse(granted);
    }

    private static OAuthException refusal(String description) {
        return INVALID_GRANT.because(description);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw refusal(otherwise);
        }
    }
}
