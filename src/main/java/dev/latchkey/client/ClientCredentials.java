package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.jose.SignedJwt;
import dev.latchkey.jose.UntrustworthyException;
import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.oauth.Parameters;
import java.util.Optional;
import java.util.Set;

/// Who a request says it comes from, and by what it wants to prove it: by one means alone (RFC 6749 §2.3).
sealed interface ClientCredentials {
    String clientId();

    /// A client id alone.
    record Nothing(String clientId) implements ClientCredentials {}

    /// The secrets that the request may mean.
    record Secret(String clientId, ClientAuthMethod method, Set<String> candidates) implements ClientCredentials {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "Secret[clientId=" + clientId + "]";
        }
    }

    /// A JWT that the client signed (RFC 7523 §2.2), not verified yet.
    record Assertion(String clientId, SignedJwt jwt) implements ClientCredentials {
        static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        /// Room for certificates in the header, which some clients send along.
        private static final int MAX_LENGTH = 12 * 1024;

        static Assertion of(Parameters parameters) {
            if (!parameters.required("client_assertion_type").equals(TYPE)) {
                throw INVALID_CLIENT.because("client_assertion_type must be " + TYPE);
            }
            try {
                SignedJwt jwt =
                        SignedJwt.parse(parameters.required("client_assertion"), MAX_LENGTH, AssertionAlgorithms.ALL);
                String id = jwt.unverified("sub")
                        .orElseThrow(() -> INVALID_CLIENT.because("client assertion: sub must be the client_id"));
                return new Assertion(sameAsInBody(id, parameters, "client assertion"), jwt);
            } catch (UntrustworthyException refusal) {
                throw INVALID_CLIENT.because("client assertion: " + refusal.reason());
            }
        }
    }

    /// @param authorization the header as it came, or null
    static ClientCredentials of(String authorization, Parameters parameters) {
        boolean asserts = parameters.has("client_assertion") || parameters.has("client_assertion_type");
        boolean header = authorization != null;
        if (asserts && (header || parameters.has("client_secret"))) {
            throw INVALID_REQUEST.because("authenticate by an assertion or by a secret, not by both");
        }
        if (header && parameters.has("client_secret")) {
            throw INVALID_REQUEST.because("authenticate by header or by body, not by both");
        }
        if (asserts) {
            return Assertion.of(parameters);
        }
        return header ? inHeader(BasicHeader.parse(authorization), parameters) : inBody(parameters);
    }

    private static ClientCredentials inHeader(BasicHeader basic, Parameters parameters) {
        String id = sameAsInBody(basic.clientId(), parameters, "Authorization header");
        return basic.secrets().isEmpty()
                ? new Nothing(id)
                : new Secret(id, ClientAuthMethod.CLIENT_SECRET_BASIC, basic.secrets());
    }

    private static ClientCredentials inBody(Parameters parameters) {
        String id = parameters
                .find("client_id")
                .orElseThrow(() -> INVALID_CLIENT.because("client authentication is missing"));
        Optional<String> secret = parameters.find("client_secret");
        return secret.isEmpty()
                ? new Nothing(id)
                : new Secret(id, ClientAuthMethod.CLIENT_SECRET_POST, Set.of(secret.get()));
    }

    private static String sameAsInBody(String id, Parameters parameters, String where) {
        if (!parameters.find("client_id").orElse(id).equals(id)) {
            throw INVALID_REQUEST.because("client_id differs from the " + where);
        }
        return id;
    }
}
