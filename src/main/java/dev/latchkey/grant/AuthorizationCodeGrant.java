package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_GRANT;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.token.AuthorizationCodes;
import dev.latchkey.token.Authorizations;
import dev.latchkey.token.StoredCode;
import dev.latchkey.token.TokenIssuer;
import dev.latchkey.token.TokenResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// RFC 6749 §4.1.3 with PKCE: trades an authorization code for tokens, once.
@Singleton
class AuthorizationCodeGrant implements Grant {
    private final AuthorizationCodes codes;
    private final Authorizations authorizations;
    private final TokenIssuer issuer;
    private final Clock clock;

    AuthorizationCodeGrant(AuthorizationCodes codes, Authorizations authorizations, TokenIssuer issuer, Clock clock) {
        this.codes = codes;
        this.authorizations = authorizations;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public TokenResponse redeem(Parameters request, AuthenticatedClient client) {
        String code = request.required("code");
        Optional<String> resource = RequestedResource.of(request);
        StoredCode stored = codes.find(code).orElseThrow(() -> INVALID_GRANT.because("authorization code is unknown"));
        // Ownership before replay: else a stranger's client could end the authorization by replaying.
        require(stored.authorization().clientId().equals(client.id()), "authorization code belongs to another client");
        if (stored.isRedeemed()) {
            throw replayed(stored);
        }
        checkOrSpend(code, stored, request, client);
        return issuer.redeem(code, stored, client, resource).orElseThrow(() -> replayed(stored));
    }

    /// RFC 6749 §4.1.2: a replay voids what the first use bought.
    private OAuthException replayed(StoredCode stored) {
        authorizations.revoke(stored.authorization().id(), "an authorization code was used twice");
        return INVALID_GRANT.because("authorization code was already used");
    }

    /// A failed redemption by the right client burns the code: nobody gets a second guess.
    private void checkOrSpend(String code, StoredCode stored, Parameters request, AuthenticatedClient client) {
        try {
            check(stored, request, client, clock.instant());
        } catch (OAuthException refusal) {
            codes.spend(code);
            throw refusal;
        }
    }

    private static void check(StoredCode stored, Parameters request, AuthenticatedClient client, Instant now) {
        require(now.isBefore(stored.expiresAt()), "authorization code has expired");
        require(stored.authorization().isAlive(now), "authorization was revoked");
        require(!stored.subject().isSuspended(), "user is suspended");
        require(
                stored.redirectUri().equals(request.find("redirect_uri").orElse("")),
                "redirect_uri differs from the authorization request");
        String verifier = request.find("code_verifier").orElse(null);
        require(
                stored.challenge()
                        .map(challenge -> challenge.isAnsweredBy(verifier))
                        .orElse(verifier == null),
                "code_verifier does not fit");
        require(
                KeyThumbprint.admits(stored.boundTo(), client.key()), // RFC 9449 §10
                "authorization code is bound to a key that was not proved");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_GRANT.because(otherwise);
        }
    }
}
