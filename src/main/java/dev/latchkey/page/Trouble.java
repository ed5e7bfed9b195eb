package dev.latchkey.page;

/// What can stand between a person and the application. Each has a title and an explanation in
/// every language ([Texts#title], [Texts#explanation]) that say whose move it is.
public enum Trouble {
    /// The application's request breaks the protocol; its developers.
    REQUEST_INVALID(400),
    /// No application has this id; its developers.
    APPLICATION_UNKNOWN(400),
    /// The return address is not on the application's list; its developers.
    REDIRECT_URI_UNREGISTERED(400),
    /// What the application prepared for this sign-in was used or is too old; the person goes back to it.
    REQUEST_EXPIRED(400),
    /// The sign-in was open for too long; the person starts again.
    SIGN_IN_EXPIRED(400),
    /// The callback arrived twice, or the page was opened again after signing in; the person goes on.
    ALREADY_DONE(400),
    /// The callback arrived in another browser than the one that left; the person starts again here.
    OTHER_BROWSER(400),
    /// The social provider did not accept what it had sent along itself; the person tries again.
    PROVIDER_REFUSED(400),
    /// The person pressed "cancel" at the social provider.
    PROVIDER_CANCELLED(400),
    /// The social provider does not accept the operator's settings; the operator.
    PROVIDER_MISCONFIGURED(502),
    /// The social provider is down, slow or limits calls; wait.
    PROVIDER_UNAVAILABLE(503),
    /// No account belongs to the identity, and new ones are not taken.
    REGISTRATION_CLOSED(403),
    /// Somebody known came where only new accounts are made.
    SIGN_IN_CLOSED(403),
    ACCOUNT_SUSPENDED(403),
    /// The social provider names two different people at once; the operator.
    IDENTITY_CONFLICT(409),
    /// The identity that was to be linked is part of another account.
    IDENTITY_TAKEN(409),
    /// The account has another identity at the same provider.
    TARGET_OCCUPIED(409),
    /// What was to prove an account belongs to another one.
    OTHER_ACCOUNT(400),
    /// The proof of an account, by its password.
    WRONG_PASSWORD(400),
    WRONG_CREDENTIALS(400),
    /// No device shows this code right now; the person looks again.
    DEVICE_CODE_UNKNOWN(400),
    /// The code was answered, or it took too long; the person lets the device show another one.
    DEVICE_CODE_OVER(400),
    TOO_MANY_REQUESTS(429),
    /// The provider shows nothing inside the app that has the page in it; the person opens a browser.
    OPEN_IN_BROWSER(200),
    /// Nothing that people sign in by works inside the app that has the page in it, and no browser can be opened
    /// from there; the person opens one.
    OTHER_BROWSER_NEEDED(200),
    /// What the provider confirmed in its app waits in the browser in which the sign-in began.
    CONFIRMED(200),
    /// Not the number of that browser; the person starts again there.
    NUMBER_WRONG(400),
    /// The person is back from the provider's app, and it has confirmed nothing.
    NOT_CONFIRMED(200),
    /// What the provider confirmed in a browser waits in the app that opened it.
    HANDED_BACK(200),
    UNEXPECTED(500),
    PAGE_NOT_FOUND(404);

    private final int status;

    Trouble(int status) {
        this.status = status;
    }

    /// The HTTP status of a page that is about it.
    public int status() {
        return status;
    }

    /// True when nothing is wrong and the page should not look as if.
    public boolean isHarmless() {
        return this == ALREADY_DONE || this == CONFIRMED || this == HANDED_BACK;
    }

    /// True when there is nothing to press, because the person goes on somewhere else.
    public boolean isTheEnd() {
        return this == CONFIRMED || this == NUMBER_WRONG;
    }
}
