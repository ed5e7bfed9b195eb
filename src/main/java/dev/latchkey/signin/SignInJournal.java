package dev.latchkey.signin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Explanation;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.Counters;
import dev.latchkey.platform.RandomValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What operators can read about sign-ins: one event for what came of it, and, once, one for its
/// beginning. A sign-in with which nobody went on leaves nothing behind.
@Singleton
class SignInJournal {
    private static final String BEGINNING = "Interaction.SignIn.Create";
    private static final String SOCIAL = "Interaction.SignIn.Verification.Social.Submit";
    private static final String ACCOUNT = "Interaction.SignIn.Identifier.Submit";
    private static final String PASSWORD = "Interaction.SignIn.Verification.Password.Submit";

    private final AuditLog audit;
    private final Caller caller;
    private final Counters counters;
    private final RandomValues random;
    private final Clock clock;

    SignInJournal(AuditLog audit, Caller caller, Counters counters, RandomValues random, Clock clock) {
        this.audit = audit;
        this.caller = caller;
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
        String supportId = random.supportId();
        AuditEvent event = explained(from(context, AuditEvent.failure(SOCIAL, supportId)), stopped)
                .with("connectorId", arrival.connectorId())
                .with("params", arrival.parameters())
                .with("timeline", timeline(arrival, stopped));
        audit.record(arrival.visit()
                .map(visit -> new AuditEvent[] {beginning(visit.signIn()), of(visit.signIn(), event)})
                .orElseGet(() -> new AuditEvent[] {event}));
        return trouble == Trouble.PROVIDER_CANCELLED ? stopped : stopped.recordedAs(supportId);
    }

    /// Records why somebody who proved something did not come in.
    SignInStoppedException accountRefused(RoutingContext context, SignIn signIn, SignInStoppedException stopped) {
        count("account", stopped.notice().trouble());
        String supportId = random.supportId();
        AuditEvent event = explained(from(context, AuditEvent.failure(ACCOUNT, supportId)), stopped);
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
        AuditEvent event = explained(from(context, AuditEvent.failure(SOCIAL, supportId)), stopped)
                .with("connectorId", connectorId);
        audit.record(beginning(signIn), of(signIn, event));
        return stopped.recordedAs(supportId);
    }

    private static AuditEvent explained(AuditEvent event, SignInStoppedException stopped) {
        Trouble trouble = stopped.notice().trouble();
        AuditEvent told = event.with("error", trouble.name());
        return stopped.failure()
                .map(failure -> explained(told, failure))
                .orElseGet(() -> told.with("whoCanFix", WhoseMove.after(trouble)));
    }

    /// The cause, who can fix it, and where: from the connector, where it tells.
    private static AuditEvent explained(AuditEvent event, ConnectorException failure) {
        AuditEvent told = event.with("code", failure.error().code())
                .with("message", failure.getMessage())
                .with("whoCanFix", failure.whoCanFix());
        Map<String, Object> remedy =
                failure.explanation().map(Explanation::told).orElseGet(Map::of);
        for (Map.Entry<String, Object> part : remedy.entrySet()) {
            told = told.with(part.getKey(), part.getValue());
        }
        return told.with("data", failure.data());
    }

    private List<Map<String, Object>> timeline(SocialReturn arrival, SignInStoppedException stopped) {
        List<Map<String, Object>> steps = new ArrayList<>(arrival.timeline());
        Map<String, Object> end = SocialReturn.step("refused", clock.instant());
        end.put("error", stopped.notice().trouble().name());
        stopped.failure().ifPresent(failure -> {
            Map<String, Object> call = SocialReturn.step("askedProvider", arrival.at());
            call.putAll(failure.data());
            call.remove("stringToSign"); // it is in the data, and long
            steps.add(call);
            end.put("message", failure.getMessage());
        });
        steps.add(end);
        return steps;
    }

    private void count(String method, Trouble trouble) {
        count(method, trouble.name().toLowerCase(Locale.ROOT));
    }

    private void count(String method, String outcome) {
        counters.count("latchkey.sign.ins", "method", method, "outcome", outcome);
    }

    private AuditEvent from(RoutingContext context, AuditEvent event) {
        return event.with("ip", caller.address(context)).with("userAgent", caller.userAgent(context));
    }

    private static AuditEvent beginning(SignIn signIn) {
        return AuditEvent.beginning(BEGINNING, signIn.id(), signIn.createdAt()).withApplication(signIn.applicationId());
    }

    private static AuditEvent of(SignIn signIn, AuditEvent event) {
        return event.withApplication(signIn.applicationId()).withSignIn(signIn.id());
    }
}
