package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.platform.OwnForms;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/// Lets a request act on a sign-in only if it comes from the browser that began it, and a form only
/// if one of our own pages sent it.
@Singleton
public class SignInGate {
    private final SignIns signIns;
    private final BrowserCookie browserCookie;
    private final Clock clock;
    private final OwnForms forms;

    SignInGate(SignIns signIns, BrowserCookie browserCookie, Clock clock, OwnForms forms) {
        this.signIns = signIns;
        this.browserCookie = browserCookie;
        this.clock = clock;
        this.forms = forms;
    }

    /// The browser's own sign-in, whatever its state.
    public SignIn own(RoutingContext context, String id) {
        SignIn signIn = Optional.ofNullable(id)
                .flatMap(signIns::find)
                .orElseThrow(() -> new SignInStoppedException(Notice.of(Trouble.SIGN_IN_EXPIRED), Optional.empty()));
        requireOwn(context, signIn);
        return signIn;
    }

    /// Whether it began in the browser that now asks.
    boolean isOwn(RoutingContext context, SignIn signIn) {
        return browserCookie.began(signIn, context);
    }

    void requireOwn(RoutingContext context, SignIn signIn) {
        if (!isOwn(context, signIn)) {
            throw new SignInStoppedException(
                    Notice.of(Trouble.OTHER_BROWSER),
                    Optional.of(signIn),
                    new Action(Way.START_AGAIN, signIn.anewPath()));
        }
    }

    /// False once it is too old to prove anything, or to go on with.
    public boolean isFresh(SignIn signIn) {
        return clock.instant().isBefore(signIn.expiresAt());
    }

    /// Where a sign-in that its page no longer serves goes: on, when it is through; to the beginning,
    /// when it is too old. It restarts itself, towards the same application.
    Optional<Response> elsewhere(SignIn signIn) {
        return signIn.isDone()
                ? Optional.of(Responses.seeOther(signIn.resumePath()).build())
                : restart(signIn);
    }

    /// Where one that is too old to go on with goes: to the beginning.
    public Optional<Response> restart(SignIn signIn) {
        return !isFresh(signIn)
                ? Optional.of(Responses.seeOther(signIn.restartPath()).build())
                : Optional.empty();
    }

    /// What a form has to carry that goes on with a sign-in of this browser.
    public String csrf(RoutingContext context, SignIn signIn) {
        return BrowserCookie.csrfToken(browserCookie.read(context).orElseThrow(), signIn.id());
    }

    /// The browser's own sign-in that this form goes on with.
    public SignIn submitted(RoutingContext context, Parameters form) {
        SignIn signIn =
                own(context, form.find("id").or(() -> idInQuery(context)).orElse(null));
        if (!forms.isOurs(context, csrf(context, signIn), form.find("csrf").orElse(""))) {
            throw new SignInStoppedException(
                    Notice.of(Trouble.SIGN_IN_EXPIRED),
                    Optional.of(signIn),
                    new Action(Way.START_AGAIN, signIn.restartPath()));
        }
        return signIn;
    }

    private static Optional<String> idInQuery(RoutingContext context) {
        return Optional.ofNullable(context.request().getParam("id"));
    }
}
