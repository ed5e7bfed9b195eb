package dev.latchkey.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says of each answer when it was made (RFC 9110 §6.6.1), which the HTTP server leaves to its application.
@Singleton
class DateHeader {
    /// RFC 9110 §5.6.7.
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int BEFORE_ALL_OTHERS = 1000;

    private final Clock clock;
    private volatile Second current = Second.of(Instant.EPOCH);

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    /// Written once, read by all answers of that second.
    private record Second(long number, String text) {
        static Second of(Instant instant) {
            return new Second(instant.getEpochSecond(), FORMAT.format(instant));
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, BEFORE_ALL_OTHERS);
    }

    private void add(RoutingContext context) {
        Instant now = clock.instant();
        Second second = current;
        if (second.number() != now.getEpochSecond()) {
            second = Second.of(now);
            current = second;
        }
        context.response().putHeader("Date", second.text());
        context.next();
    }
}
