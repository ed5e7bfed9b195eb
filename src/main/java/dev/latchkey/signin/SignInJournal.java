package dev.latchkey.signin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.RecordLimit;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Counters;
import dev.latchkey.platform.RandomValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What operators can read about sign-ins: one event for what came of it, and, once, one for its
/// beginning. A sign-in with which nobody went on leaves nothing behind.
@Singleton
class SignInJournal {
    private static final String BEGINNING = "Interaction.SignIn.Create";
    private static final String SOCIAL = "Interaction.SignIn.Verification.Social.Submit";
    private static final String ACCOUNT = "Interaction.SignIn.Identifier.Submit";
    private static final String PASSWORD = "Interaction.SignIn.Verification.Password.Submit";

    /// Somebody may bring the state of a visit of their own again and again, too late or in another browser.
    private static final int MAX_OF_SIGN_IN = 20;

    /// Nothing tells whose visit it is that cannot be read, so that anybody can send it.
    private static final int MAX_UNREADABLE_A_MINUTE = 30;

    private final RecordLimit unreadable = new RecordLimit(MAX_UNREADABLE_A_MINUTE, Duration.ofMinutes(1));
    private final RecordLimit ofSignIn = new RecordLimit(MAX_OF_SIGN_IN, Duration.ofMinutes(10));
    private final AuditLog audit;
    private final SocialFailures failures;
    private final Counters counters;
    private final RandomValues random;
    private final Clock clock;

    SignInJournal(AuditLog audit, SocialFailures failures, Counters counters, RandomValues random, Clock clock) {
        this.audit = audit;
        this.failures = failures;
        this.counters = counters;
        this.random = random;
        this.clock = clock;
    }

    void signedIn(
            RoutingContext context, SignIn signIn, String sessionId, String userId, boolean isNew, String method) {
        AuditEvent event = from(
                        context,
                        AuditEvent.success(isNew ? "Interaction.Register.Submit" : "Interaction.SignIn.Submit"))
                .withUser(userId)
                .withApplication(signIn.applicationId())
                .withSession(sessionId)
                .withSignIn(signIn.id())
                .with("method", method);
        audit.record(beginning(signIn), event);
        count(method, isNew ? "registered" : "signed_in");
    }

    /// @return the code that the person is shown
    String passwordRefused(RoutingContext context, SignIn signIn, Trouble trouble, Optional<String> userId) {
        String supportId = random.supportId();
        AuditEvent event = from(context, AuditEvent.failure(PASSWORD, supportId))
                .withApplication(signIn.applicationId())
                .withSignIn(signIn.id())
                .with("error", trouble.name())
                .with("whoCanFix", WhoseMove.after(trouble));
        audit.record(beginning(signIn), userId.map(event::withUser).orElse(event));
        count("pwd", trouble);
        return supportId;
    }

    /// Records why a sign-in by a social provider stopped, under the code that the person is shown. One
    /// that is through already has not failed.
    SignInStoppedException socialRefused(RoutingContext context, SocialReturn arrival, SignInStoppedException stopped) {
        Trouble trouble = stopped.notice().trouble();
        if (trouble == Trouble.ALREADY_DONE) {
            return stopped;
        }
        count("ext", trouble);
        SignIn signIn = arrival.visit().signIn();
        if (!ofSignIn.admits(signIn.id())) {
            return stopped;
        }
        String supportId = random.supportId();
        AuditEvent event = failures.explained(
                        from(context, AuditEvent.failure(SOCIAL, supportId)),
                        arrival.connectorId(),
                        arrival.trail(),
                        arrival.at(),
                        trouble,
                        stopped.failure())
                .with("params", arrival.parameters());
        audit.record(beginning(signIn), of(signIn, event));
        return trouble == Trouble.PROVIDER_CANCELLED ? stopped : stopped.recordedAs(supportId);
    }

    /// Records some of what was brought that cannot be read.
    SignInStoppedException unreadable(String connectorId, SignInStoppedException stopped, OAuthException refusal) {
        count("ext", "unreadable");
        return unreadable.admits(connectorId)
                ? stopped.recordedAs(failures.refused(
                        new SocialAttempt(SOCIAL, connectorId, null, null, Trail.cameBack(clock.instant())),
                        stopped.notice().trouble(),
                        refusal.description()))
                : stopped;
    }

    /// Counts what was brought that belongs to no visit.
    void cameOfNobody() {
        count("ext", "no_visit");
    }

    /// Records why somebody who proved something did not come in.
    SignInStoppedException accountRefused(RoutingContext context, SignIn signIn, SignInStoppedException stopped) {
        count("account", stopped.notice().trouble());
        String supportId = random.supportId();
        AuditEvent event = SocialFailures.explained(
                from(context, AuditEvent.failure(ACCOUNT, supportId)),
                stopped.notice().trouble(),
                stopped.failure());
        audit.record(beginning(signIn), of(signIn, event));
        return stopped.recordedAs(supportId);
    }

    /// @param method how the person showed that both are theirs
    void linked(
            RoutingContext context, SignIn signIn, String userId, String connectorId, String target, String method) {
        AuditEvent event = from(context, AuditEvent.success("Identity.Link"))
                .withUser(userId)
                .with("connectorId", connectorId)
                .with("target", target)
                .with("method", method);
        audit.record(beginning(signIn), of(signIn, event));
    }

    /// Records that a provider failed before the person was sent there.
    SignInStoppedException notSent(
            RoutingContext context, SignIn signIn, String connectorId, SignInStoppedException stopped) {
        count("ext", stopped.notice().trouble());
        String supportId = random.supportId();
        AuditEvent event = failures.explained(
                from(context, AuditEvent.failure(SOCIAL, supportId)),
                connectorId,
                Trail.NEW.then("began", signIn.createdAt()),
                clock.instant(),
                stopped.notice().trouble(),
                stopped.failure());
        audit.record(beginning(signIn), of(signIn, event));
        return stopped.recordedAs(supportId);
    }

    private void count(String method, Trouble trouble) {
        count(method, trouble.name().toLowerCase(Locale.ROOT));
    }

    private void count(String method, String outcome) {
        counters.count("latchkey.sign.ins", "method", method, "outcome", outcome);
    }

    private AuditEvent from(RoutingContext context, AuditEvent event) {
        return failures.from(context, event);
    }

    private static AuditEvent beginning(SignIn signIn) {
        return AuditEvent.beginning(BEGINNING, signIn.id(), signIn.createdAt()).withApplication(signIn.applicationId());
    }

    private static AuditEvent of(SignIn signIn, AuditEvent event) {
        return event.withApplication(signIn.applicationId()).withSignIn(signIn.id());
    }
}
