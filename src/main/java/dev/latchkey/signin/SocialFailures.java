package dev.latchkey.signin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.RandomValues;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What operators can read of a social sign-in that failed. It is the same whichever way the person came: by our
/// pages, by a code that an app brought, or by the account API.
@Singleton
public class SocialFailures {
    private final AuditLog audit;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final RandomValues random;
    private final Clock clock;

    SocialFailures(AuditLog audit, Caller caller, CurrentVertxRequest request, RandomValues random, Clock clock) {
        this.audit = audit;
        this.caller = caller;
        this.request = request;
        this.random = random;
        this.clock = clock;
    }

    /// A provider failed.
    ///
    /// @param asked when it was
    /// @return the support code under which that is recorded
    public String failed(SocialAttempt attempt, Instant asked, ConnectorException failure) {
        String supportId = random.supportId();
        audit.record(explained(
                here(attempt.failure(supportId)),
                attempt.connectorId(),
                attempt.trail(),
                asked,
                trouble(failure),
                Optional.of(failure)));
        return supportId;
    }

    /// The person is not let in, whatever the provider says.
    public String refused(SocialAttempt attempt, Trouble trouble, String sentence) {
        return refused(attempt, WhoseMove.after(trouble), sentence, Map.of("error", trouble.name()));
    }

    public String refused(SocialAttempt attempt, WhoCanFix who, String sentence) {
        return refused(attempt, who, sentence, Map.of());
    }

    private String refused(SocialAttempt attempt, WhoCanFix who, String sentence, Map<String, Object> more) {
        String supportId = random.supportId();
        Map<String, Object> message = Map.of("message", sentence);
        audit.record(with(here(attempt.failure(supportId)), more)
                .with("connectorId", attempt.connectorId())
                .with("message", sentence)
                .with("whoCanFix", who)
                .with(
                        "timeline",
                        attempt.trail()
                                .then("refused", clock.instant(), message)
                                .steps()));
        return supportId;
    }

    /// @param trail up to the moment when the provider was asked, if it was
    AuditEvent explained(
            AuditEvent event,
            String connectorId,
            Trail trail,
            Instant asked,
            Trouble trouble,
            Optional<ConnectorException> failure) {
        return explained(event.with("connectorId", connectorId), trouble, failure)
                .with("timeline", ended(trail, asked, trouble, failure).steps());
    }

    /// The cause, who can fix it, and where: from the connector, where it tells.
    static AuditEvent explained(AuditEvent event, Trouble trouble, Optional<ConnectorException> failure) {
        AuditEvent told = event.with("error", trouble.name());
        return failure.map(known -> explained(told, known))
                .orElseGet(() -> told.with("whoCanFix", WhoseMove.after(trouble)));
    }

    private static AuditEvent explained(AuditEvent event, ConnectorException failure) {
        AuditEvent told = event.with("code", failure.error().code())
                .with("message", failure.getMessage())
                .with("whoCanFix", failure.whoCanFix());
        return with(told, failure.explanation().map(Explanation::told).orElseGet(Map::of))
                .with("data", failure.data());
    }

    private Trail ended(Trail trail, Instant asked, Trouble trouble, Optional<ConnectorException> failure) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("error", trouble.name());
        failure.ifPresent(known -> end.put("message", known.getMessage()));
        return failure.map(known -> trail.then("askedProvider", asked, call(known)))
                .orElse(trail)
                .then("refused", clock.instant(), end);
    }

    /// What was signed is in the data, and long.
    private static Map<String, Object> call(ConnectorException failure) {
        Map<String, Object> call = new LinkedHashMap<>(failure.data());
        call.remove("stringToSign");
        return call;
    }

    private AuditEvent here(AuditEvent event) {
        return from(request.getCurrent(), event);
    }

    AuditEvent from(RoutingContext context, AuditEvent event) {
        return event.with("ip", caller.address(context)).with("userAgent", caller.userAgent(context));
    }

    private static AuditEvent with(AuditEvent event, Map<String, Object> parts) {
        AuditEvent told = event;
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            told = told.with(part.getKey(), part.getValue());
        }
        return told;
    }

    /// What the person is told, where they see a page.
    static Trouble trouble(ConnectorException failure) {
        return switch (failure.error()) {
            case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID, GENERAL -> Trouble.PROVIDER_REFUSED;
            case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE -> Trouble.PROVIDER_MISCONFIGURED;
            case UNAVAILABLE -> Trouble.PROVIDER_UNAVAILABLE;
        };
    }
}
