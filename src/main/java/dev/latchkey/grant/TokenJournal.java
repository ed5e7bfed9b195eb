package dev.latchkey.grant;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.RecordLimit;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.Counters;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What operators can read about token requests: how many there were, and why some were refused. A
/// success is counted and not recorded, as a record would be one more write on a hot path. Anybody can
/// have a request of a public application refused, so only some of them are recorded each minute.
@Singleton
class TokenJournal {
    private static final String COUNTER = "latchkey.token.requests";
    private static final int MAX_A_MINUTE = 60;

    /// Answers that only ask the client to come again (RFC 8628 §3.5, RFC 9449 §8).
    private static final Set<String> NO_REFUSALS = Set.of("authorization_pending", "slow_down", "use_dpop_nonce");

    private final AuditLog audit;
    private final Caller caller;
    private final Counters counters;
    private final RecordLimit limit = new RecordLimit(MAX_A_MINUTE, Duration.ofMinutes(1));

    TokenJournal(AuditLog audit, Caller caller, Counters counters) {
        this.audit = audit;
        this.caller = caller;
        this.counters = counters;
    }

    void issued(GrantType grant) {
        counters.count(COUNTER, "grant", name(grant), "outcome", "success");
    }

    void refused(RoutingContext context, GrantType grant, String applicationId, OAuthException refusal) {
        String error = refusal.error().code();
        counters.count(COUNTER, "grant", name(grant), "outcome", error);
        if (!refusal.isRecorded() && !NO_REFUSALS.contains(error) && limit.admits(applicationId)) {
            audit.record(AuditEvent.failure("ExchangeTokenBy." + name(grant))
                    .withApplication(applicationId)
                    .with("error", error)
                    .with("message", refusal.description())
                    .with("ip", caller.address(context))
                    .with("userAgent", caller.userAgent(context)));
        }
    }

    /// `AuthorizationCode` for `authorization_code`, as the reference names these events (section 9).
    private static String name(GrantType grant) {
        String value = grant.value();
        return Arrays.stream(value.substring(value.lastIndexOf(':') + 1).split("[_-]"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
