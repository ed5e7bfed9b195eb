package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.client.Application;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.oauth.TokenType;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import dev.latchkey.token.ResourceTokens;
import dev.latchkey.token.TokenResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// RFC 6749 §4.4: an application signs in as itself and gets a token for one API. Nothing is read
/// from or written to the database.
@Singleton
class ClientCredentialsGrant implements Grant {
    private final Resources resources;
    private final ResourceTokens tokens;

    ClientCredentialsGrant(Resources resources, ResourceTokens tokens) {
        this.resources = resources;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenResponse redeem(Parameters request, AuthenticatedClient client) {
        Scopes asked = Scopes.parse(request.find("scope").orElse(""));
        Resource resource = requested(RequestedResource.of(request), asked, client.application());
        Scopes granted = asked.intersect(allowed(client.application(), resource));
        String token = tokens.issue(
                client.id(),
                client.id(),
                Optional.empty(),
                resource,
                granted,
                resource.accessTokenLifetime(),
                client.key(),
                List.of());
        return new TokenResponse(
                token,
                TokenType.of(client.key()),
                resource.accessTokenLifetime(),
                granted.toString(),
                Optional.empty(),
                Optional.empty());
    }

    private Resource requested(Optional<String> indicator, Scopes asked, Application application) {
        return indicator
                .map(named -> resources
                        .find(named)
                        .orElseThrow(() -> INVALID_TARGET.because("the resource is not known here")))
                .orElseGet(() -> implied(asked, application));
    }

    /// RFC 8707 §2: where none is named it is the API that the scope belongs to, or else the default one.
    private Resource implied(Scopes asked, Application application) {
        boolean manages = application.isAdmin() && asked.has(Resource.MANAGEMENT_SCOPE);
        return (manages ? resources.find(Resource.MANAGEMENT) : resources.findDefault())
                .orElseThrow(() -> INVALID_TARGET.because("a resource must be named"));
    }

    /// Scopes that may not be had are left out, as RFC 6749 §3.3 allows; the answer says what is left.
    private static Set<String> allowed(Application application, Resource resource) {
        boolean administers = resource.isManagement() && application.isAdmin();
        return administers ? Set.of(Resource.MANAGEMENT_SCOPE) : Set.of();
    }
}
