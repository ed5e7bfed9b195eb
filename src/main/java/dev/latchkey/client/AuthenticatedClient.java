package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.UNAUTHORIZED_CLIENT;

import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.KeyThumbprint;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// An application that has proved who it is at this request, or that is public and cannot.
/// Only [ClientAuthenticator] makes one, so whoever holds it need not ask again.
public final class AuthenticatedClient {
    private final Application application;
    private final Optional<KeyThumbprint> key;

    AuthenticatedClient(Application application) {
        this(application, Optional.empty());
    }

    private AuthenticatedClient(Application application, Optional<KeyThumbprint> key) {
        this.application = application;
        this.key = key;
    }

    /// The same client, which has also proved to hold this key (RFC 9449 §5).
    public AuthenticatedClient holding(KeyThumbprint key) {
        return new AuthenticatedClient(application, Optional.of(key));
    }

    public String id() {
        return application.id();
    }

    public Application application() {
        return application;
    }

    /// The key that the client proved to hold at this request: its access tokens are bound to it.
    public Optional<KeyThumbprint> key() {
        return key;
    }

    /// Refuses with `unauthorized_client` when this kind of application must not use the grant, or it did not register
    /// it.
    public void requireAllowed(GrantType grant) {
        if (!grants().contains(grant)) {
            throw UNAUTHORIZED_CLIENT.because("this application may not use the grant " + grant.value());
        }
    }

    private Set<GrantType> grants() {
        Set<GrantType> grants = application.type() == ApplicationType.MachineToMachine
                ? EnumSet.of(GrantType.CLIENT_CREDENTIALS)
                : EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        if (application.custom().usesDeviceFlow()) {
            grants.add(GrantType.DEVICE_CODE);
        }
        grants.removeIf(grant -> !application.registered(grant));
        if (application.mayExchangeTokens()) {
            grants.add(GrantType.TOKEN_EXCHANGE);
        }
        return grants;
    }
}
