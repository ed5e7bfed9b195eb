package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Cors;
import dev.latchkey.platform.LatchkeyConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// A form post of an application that has authenticated: the steps that all such endpoints share.
public record OAuthRequest(Parameters parameters, AuthenticatedClient client) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /// Reads such requests.
    @Singleton
    public static class Reader {
        private final ClientAuthenticator clients;
        private final AllowedOrigins origins;
        private final String baseUrl;

        Reader(ClientAuthenticator clients, AllowedOrigins origins, LatchkeyConfig config) {
            this.clients = clients;
            this.origins = origins;
            this.baseUrl = config.baseUrl();
        }

        public OAuthRequest read(RoutingContext context, byte[] body) {
            requireForm(context.request().getHeader("Content-Type"));
            Parameters parameters = Parameters.ofForm(body);
            AuthenticatedClient client = clients.authenticate(
                    context.request().getHeader("Authorization"),
                    parameters,
                    baseUrl + context.request().path());
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
