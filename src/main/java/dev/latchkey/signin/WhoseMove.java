package dev.latchkey.signin;

import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.page.Trouble;

/// Whose move it is where no provider failed.
final class WhoseMove {
    private WhoseMove() {}

    static WhoCanFix after(Trouble trouble) {
        return switch (trouble) {
            case REQUEST_INVALID, APPLICATION_UNKNOWN, REDIRECT_URI_UNREGISTERED -> WhoCanFix.DEVELOPER;
            case PROVIDER_MISCONFIGURED,
                    PROVIDER_UNAVAILABLE,
                    REGISTRATION_CLOSED,
                    SIGN_IN_CLOSED,
                    ACCOUNT_SUSPENDED,
                    UNEXPECTED -> WhoCanFix.ADMINISTRATOR;
            default -> WhoCanFix.PERSON;
        };
    }
}
