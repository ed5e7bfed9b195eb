package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.ClientCredentials.Assertion;
import dev.latchkey.client.ClientCredentials.Nothing;
import dev.latchkey.client.ClientCredentials.Secret;
import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;

/// Client authentication wherever an application calls by itself (RFC 6749 §2.3, OIDC Core §9).
@Singleton
public class ClientAuthenticator {
    private final Applications applications;
    private final ClientAssertions assertions;
    private final Clock clock;

    ClientAuthenticator(Applications applications, ClientAssertions assertions, Clock clock) {
        this.applications = applications;
        this.assertions = assertions;
        this.clock = clock;
    }

    /// @param authorization the header as it came, or null
    /// @param endpoint the address that is called, which an assertion may be meant for
    public AuthenticatedClient authenticate(String authorization, Parameters parameters, String endpoint) {
        ClientCredentials credentials = ClientCredentials.of(authorization, parameters);
        Application application = applications
                .find(credentials.clientId())
                .orElseThrow(() -> INVALID_CLIENT.because("client authentication failed"));
        switch (credentials) {
            case Nothing _ -> requireMethod(application, ClientAuthMethod.NONE);
            case Secret secret -> {
                requireMethod(application, secret.method());
                requireSecret(application, secret);
            }
            case Assertion assertion -> {
                requireMethod(application, ClientAuthMethod.PRIVATE_KEY_JWT);
                assertions.verify(application, assertion, endpoint);
            }
        }
        return new AuthenticatedClient(application);
    }

    private static void requireMethod(Application application, ClientAuthMethod used) {
        if (!application.authMethods().contains(used)) {
            throw INVALID_CLIENT.because("client authentication failed: this application authenticates by "
                    + application.authMethods().stream()
                            .map(ClientAuthMethod::value)
                            .collect(Collectors.joining(" or ")));
        }
    }

    private void requireSecret(Application application, Secret given) {
        Instant now = clock.instant();
        boolean expired = false;
        for (ApplicationSecret secret : application.secrets()) {
            boolean matches = given.candidates().stream().anyMatch(value -> Hashes.sameText(value, secret.value()));
            if (matches && !secret.isExpired(now)) {
                return;
            }
            expired |= matches;
        }
        throw expired
                ? INVALID_REQUEST.because("client secret has expired")
                : INVALID_CLIENT.because("client authentication failed");
    }
}
