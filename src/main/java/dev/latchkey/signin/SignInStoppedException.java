package dev.latchkey.signin;

import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import java.util.List;
import java.util.Optional;

/// A sign-in cannot go on: the person is told why and what to press next. An answer, not a fault,
/// so it carries no stack trace.
final class SignInStoppedException extends RuntimeException {
    private final Notice notice;
    private final Optional<SignIn> signIn;
    private final List<Action> actions;

    SignInStoppedException(Notice notice, Optional<SignIn> signIn, Action... actions) {
        super(notice.trouble().name(), null, false, false);
        this.notice = notice;
        this.signIn = signIn;
        this.actions = List.of(actions);
    }

    Notice notice() {
        return notice;
    }

    /// The sign-in it is about, for the language and the application's name.
    Optional<SignIn> signIn() {
        return signIn;
    }

    List<Action> actions() {
        return actions;
    }
}
