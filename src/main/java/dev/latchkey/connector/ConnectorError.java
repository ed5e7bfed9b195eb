package dev.latchkey.connector;

import dev.latchkey.platform.OutboundException;

/// The ways in which a social provider can fail, told apart by who can mend them.
public enum ConnectorError {
    /// The stored or submitted configuration does not fit its schema; the administrator.
    INVALID_CONFIG(400, "connector.invalid_config"),
    /// The provider's answer cannot be read or trusted.
    INVALID_RESPONSE(400, "connector.invalid_response"),
    /// The code is wrong, used or expired; the person starts again.
    AUTH_CODE_INVALID(401, "connector.social_auth_code_invalid"),
    /// The provider no longer accepts its own access token; the person starts again.
    ACCESS_TOKEN_INVALID(401, "connector.social_invalid_access_token"),
    /// The provider refuses the configuration: key, app id, permission, time; the administrator.
    MISCONFIGURED(400, "connector.misconfigured"),
    /// The provider is down, slow or limits calls; wait.
    UNAVAILABLE(503, "connector.temporarily_unavailable"),
    /// Anything else that the provider reports.
    GENERAL(400, "connector.general");

    private final int status;
    private final String code;

    ConnectorError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /// What a call without an answer means to the person who waits for it.
    public static ConnectorError of(OutboundException.Reason reason) {
        return switch (reason) {
            case TIMEOUT, CONNECTION, BUSY -> UNAVAILABLE;
            case TOO_LARGE -> INVALID_RESPONSE;
            case FORBIDDEN -> MISCONFIGURED;
        };
    }

    /// Whose move it is, as far as this alone tells.
    WhoCanFix whoCanFix() {
        return switch (this) {
            case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID -> WhoCanFix.PERSON;
            case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE, GENERAL -> WhoCanFix.ADMINISTRATOR;
            case UNAVAILABLE -> WhoCanFix.PROVIDER;
        };
    }

    public int status() {
        return status;
    }

    /// The code of the management API's error answer.
    public String code() {
        return code;
    }
}
