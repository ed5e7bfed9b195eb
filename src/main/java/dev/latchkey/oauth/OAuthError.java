package dev.latchkey.oauth;

import java.util.Locale;

/// The refusals a client can receive, each with its HTTP status (RFC 6749 §4.1.2.1 and §5.2,
/// RFC 6750 §3.1, RFC 8628 §3.5, RFC 8707 §2, RFC 9449 §5 and §8, OIDC Core §3.1.2.6 and its Error Code
/// unmet_authentication_requirements).
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    INVALID_SCOPE(400),
    INVALID_TARGET(400),
    INVALID_TOKEN(401),
    INVALID_DPOP_PROOF(400),
    USE_DPOP_NONCE(400),
    INSUFFICIENT_SCOPE(403),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    UNSUPPORTED_RESPONSE_TYPE(400),
    ACCESS_DENIED(403),
    /// RFC 8628 §3.5: a person said no, while a device was polling.
    DEVICE_DENIED(400, "access_denied"),
    /// RFC 7591 §3.2.2.
    INVALID_REDIRECT_URI(400),
    INVALID_CLIENT_METADATA(400),
    AUTHORIZATION_PENDING(400),
    SLOW_DOWN(400),
    EXPIRED_TOKEN(400),
    LOGIN_REQUIRED(400),
    INTERACTION_REQUIRED(400),
    CONSENT_REQUIRED(400),
    ACCOUNT_SELECTION_REQUIRED(400),
    UNMET_AUTHENTICATION_REQUIREMENTS(400),
    REQUEST_NOT_SUPPORTED(400),
    REQUEST_URI_NOT_SUPPORTED(400),
    INVALID_REQUEST_URI(400),
    REGISTRATION_NOT_SUPPORTED(400),
    TEMPORARILY_UNAVAILABLE(503),
    SERVER_ERROR(500);

    private final int status;
    private final String code;

    OAuthError(int status) {
        this.status = status;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    OAuthError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /// The HTTP status of a direct answer; a redirect carries the code alone.
    public int status() {
        return status;
    }

    /// The error as it goes on the wire, for example `invalid_grant`.
    public String code() {
        return code;
    }

    public OAuthException because(String description) {
        return new OAuthException(this, description);
    }
}
