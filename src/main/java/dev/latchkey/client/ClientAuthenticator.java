package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/// Client authentication at the token and revocation endpoints (RFC 6749 §2.3): `none` for public
/// applications, `client_secret_basic` and `client_secret_post` for the others.
@Singleton
public class ClientAuthenticator {
    private final Applications applications;
    private final Clock clock;

    ClientAuthenticator(Applications applications, Clock clock) {
        this.applications = applications;
        this.clock = clock;
    }

    /// @param authorization the header as it came, or null
    public AuthenticatedClient authenticate(String authorization, Parameters parameters) {
        ClientCredentials credentials = ClientCredentials.of(authorization, parameters);
        Application application = applications
                .find(credentials.clientId())
                .orElseThrow(() -> INVALID_CLIENT.because("client authentication failed"));
        if (application.type().isPublic()) {
            refuseSecretOfPublic(credentials);
        } else {
            requireSecret(application, credentials.secrets());
        }
        return new AuthenticatedClient(application);
    }

    private static void refuseSecretOfPublic(ClientCredentials credentials) {
        if (!credentials.secrets().isEmpty()) {
            throw INVALID_CLIENT.because("this application has no secret: send its client_id alone");
        }
    }

    private void requireSecret(Application application, Set<String> given) {
        Instant now = clock.instant();
        boolean expired = false;
        for (ApplicationSecret secret : application.secrets()) {
            boolean matches = given.stream().anyMatch(value -> Hashes.sameText(value, secret.value()));
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
