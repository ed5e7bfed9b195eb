package dev.latchkey.signin;

import dev.latchkey.connector.ConnectorException;
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
    private final Optional<ConnectorException> failure;

    SignInStoppedException(Notice notice, Optional<SignIn> signIn, Action... actions) {
        this(notice, signIn, List.of(actions), Optional.empty());
    }

    private SignInStoppedException(
            Notice notice, Optional<SignIn> signIn, List<Action> actions, Optional<ConnectorException> failure) {
        super(notice.trouble().name(), null, false, false);
        this.notice = notice;
        this.signIn = signIn;
        this.actions = actions;
        this.failure = failure;
    }

    /// The same, with what the provider did wrong: for the record, never for the page.
    SignInStoppedException because(ConnectorException failure) {
        return new SignInStoppedException(notice, signIn, actions, Optional.of(failure));
    }

    /// The same, with the code under which it was recorded.
    SignInStoppedException recordedAs(String supportId) {
        return new SignInStoppedException(notice.with(supportId), signIn, actions, failure);
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

    Optional<ConnectorException> failure() {
        return failure;
    }
}
