package dev.latchkey.logout;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.logout.LogoutNotices.Notice;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Delivers back-channel notices (OIDC Back-Channel Logout §2.5), each in a thread of its own, so that
/// neither the person nor another application waits for one that is slow. Rows are claimed for a while
/// and removed when they are through: whatever happens to this replica, another one goes on.
@Singleton
class LogoutDelivery {
    private static final Logger LOG = Logger.getLogger(LogoutDelivery.class);

    /// Longer than any call can take.
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /// Of an application as a whole: once it is back it should not wait for long.
    private static final Duration LONGEST_PAUSE_OF_ALL = Duration.ofMinutes(5);

    private static final int BITE = 100;

    private final LogoutNotices notices;
    private final LogoutTokens tokens;
    private final Applications applications;
    private final OutboundClient outbound;
    private final AuditLog audit;
    private final Clock clock;
    private final DeliverySlots slots = new DeliverySlots();

    LogoutDelivery(
            LogoutNotices notices,
            LogoutTokens tokens,
            Applications applications,
            OutboundClient outbound,
            AuditLog audit,
            Clock clock) {
        this.notices = notices;
        this.tokens = tokens;
        this.applications = applications;
        this.outbound = outbound;
        this.audit = audit;
        this.clock = clock;
    }

    /// What was announced in this process goes at once.
    void announced(@Observes(during = TransactionPhase.AFTER_SUCCESS) NoticesQueued event) {
        Thread.startVirtualThread(this::deliverDue);
    }

    /// What is to be tried again, or was left over by a replica that is gone. Delayed, as a service that finds
    /// a wrong setting ends during its start, and nothing should be under way then.
    @Scheduled(
            every = "{latchkey.logout.interval:20s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        giveUp();
        deliverDue();
    }

    private void giveUp() {
        try {
            List<Notice> late = notices.giveUp(BITE);
            while (!late.isEmpty()) {
                late.forEach(notice -> record(notice, "it could not be delivered in time"));
                late = notices.giveUp(BITE);
            }
        } catch (DatabaseException e) {
            LOG.warnf("sign-out notices cannot be given up, to be tried again: %s", e.getMessage());
        }
    }

    void deliverDue() {
        try {
            slots.fill((free, busy) -> notices.claim(free, DeliverySlots.PER_APPLICATION, LEASE, busy))
                    .forEach(notice -> Thread.startVirtualThread(() -> deliver(notice)));
        } catch (DatabaseException e) {
            LOG.warnf("sign-out notices cannot be read, to be tried again: %s", e.getMessage());
        }
    }

    private void deliver(Notice notice) {
        try {
            attempt(notice);
        } catch (DatabaseException e) {
            LOG.warnf("a sign-out notice is to be delivered again: %s", e.getMessage());
        } finally {
            slots.release(notice);
        }
        deliverDue();
    }

    /// Whatever is wrong with a notice, or with what its application asks for, is a failure like any other.
    private void attempt(Notice notice) {
        try {
            address(notice).ifPresentOrElse(to -> deliver(notice, to), () -> notices.remove(notice));
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a sign-out notice of the application %s cannot be made", notice.applicationId());
            failed(notice, true, "it cannot be made: " + e.getMessage());
        }
    }

    private record Address(Application application, URI uri) {}

    /// As it is registered now.
    private Optional<Address> address(Notice notice) {
        return applications
                .find(notice.applicationId())
                .flatMap(application -> Optional.ofNullable(application.oidc().backchannelLogoutUri())
                        .map(uri -> new Address(application, URI.create(uri))));
    }

    private void deliver(Notice notice, Address to) {
        HttpRequest request = HttpRequest.newBuilder(to.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + tokens.issue(to.application(), notice)))
                .build();
        try {
            OutboundResponse answer = outbound.send(request);
            if (answer.isSuccess()) {
                notices.remove(notice);
            } else {
                failed(notice, isDown(answer), to.uri().getHost() + " answered with status " + answer.status());
            }
        } catch (OutboundException e) {
            failed(notice, true, e.getMessage());
        }
    }

    /// Another refusal is about this notice alone (OIDC Back-Channel Logout §2.8).
    private static boolean isDown(OutboundResponse answer) {
        return answer.status() >= 500 || answer.status() == TOO_MANY_REQUESTS;
    }

    private void failed(Notice notice, boolean isDown, String reason) {
        Instant now = clock.instant();
        Duration pause = pause(notice.attempts());
        if (isDown) {
            Duration ofAll = pause.compareTo(LONGEST_PAUSE_OF_ALL) < 0 ? pause : LONGEST_PAUSE_OF_ALL;
            notices.pause(notice.applicationId(), now.plus(ofAll));
        }
        if (now.plus(pause).isBefore(notice.expiresAt())) {
            LOG.debugf("a sign-out notice is to be delivered again: %s", reason);
            notices.postpone(notice, now.plus(pause));
            return;
        }
        notices.remove(notice);
        record(notice, reason);
    }

    private void record(Notice notice, String reason) {
        audit.record(AuditEvent.failure("Logout.BackChannel")
                .withSession(notice.sid())
                .withUser(notice.userId())
                .withApplication(notice.applicationId())
                .with("attempts", notice.attempts())
                .with("reason", reason));
    }

    /// 10 seconds, 30, 90 and so on, up to an hour.
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(3);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
