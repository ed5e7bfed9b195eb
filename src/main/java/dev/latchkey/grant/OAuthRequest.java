package dev.latchkey.grant;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.AllowedOrigins;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.client.ClientAuthenticator;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// A form post of an application: the steps that the token and revocation endpoints share.
record OAuthRequest(Parameters parameters, AuthenticatedClient client) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /// Reads such requests.
    @Singleton
    static class Reader {
        private final ClientAuthenticator clients;
        private final AllowedOrigins origins;

        Reader(ClientAuthenticator clients, AllowedOrigins origins) {
            this.clients = clients;
            this.origins = origins;
        }

        OAuthRequest read(RoutingContext context, byte[] body) {
            requireForm(context.request().getHeader("Content-Type"));
            Parameters parameters = Parameters.ofForm(body);
            AuthenticatedClient client = clients.authenticate(context.request().getHeader("Authorization"), parameters);
            if (!Cors.admit(context, origin -> origins.allows(client.application(), origin))) {
                throw INVALID_REQUEST.because("this origin is not allowed for the application");
            }
            return new OAuthRequest(parameters, client);
        }

        private static void requireForm(String contentType) {
            if (contentType == null || !contentType.regionMatches(true, 0, FORM, 0, FORM.length())) {
                throw INVALID_REQUEST.because("Content-Type must be " + FORM);
            }
        }
    }
}
