package dev.latchkey.signin;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.page.Trouble;

/// Whose move it is after a sign-in failed.
enum WhoCanFix {
    /// Starts again, or chooses another way.
    PERSON,
    /// Changes the configuration, here or at the provider.
    ADMINISTRATOR,
    /// Has to recover; wait.
    PROVIDER,
    /// The application asks for something that cannot be.
    DEVELOPER;

    static WhoCanFix of(ConnectorError error) {
        return switch (error) {
            case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID -> PERSON;
            case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE, GENERAL -> ADMINISTRATOR;
            case UNAVAILABLE -> PROVIDER;
        };
    }

    static WhoCanFix of(Trouble trouble) {
        return switch (trouble) {
            case REQUEST_INVALID, APPLICATION_UNKNOWN, REDIRECT_URI_UNREGISTERED -> DEVELOPER;
            case PROVIDER_MISCONFIGURED,
                    PROVIDER_UNAVAILABLE,
                    REGISTRATION_CLOSED,
                    SIGN_IN_CLOSED,
                    ACCOUNT_SUSPENDED,
                    UNEXPECTED -> ADMINISTRATOR;
            default -> PERSON;
        };
    }
}
