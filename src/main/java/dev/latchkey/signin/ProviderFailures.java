package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.page.Action;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Way;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// A social provider failed, before the person was sent there or after: the person learns whose move it
/// is; the cause goes into the log, under the support code.
@Singleton
class ProviderFailures {
    private final SignInViews views;
    private final SignInJournal journal;

    ProviderFailures(SignInViews views, SignInJournal journal) {
        this.views = views;
        this.journal = journal;
    }

    /// Recorded by whoever knows the visit.
    SignInStoppedException stop(
            RoutingContext context, SignIn signIn, ConfiguredConnector connector, ConnectorException failure) {
        Notice notice = Notice.of(SocialFailures.trouble(failure)).from(views.providerName(context, signIn, connector));
        return new SignInStoppedException(notice, Optional.of(signIn), new Action(Way.TRY_AGAIN, signIn.pagePath()))
                .because(failure);
    }

    /// There is no visit yet: recorded here.
    SignInStoppedException atTheDoor(
            RoutingContext context, SignIn signIn, ConfiguredConnector connector, ConnectorException failure) {
        return journal.notSent(context, signIn, connector.id(), stop(context, signIn, connector, failure));
    }
}
