package dev.latchkey.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Says of each answer when it was made (RFC 9110 §6.6.1), which the HTTP server leaves to its application.
@Singleton
class DateHeader {
    /// RFC 9110 §5.6.7, in names of our own: a native image has the names of some languages only.
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, shortNames(DayOfWeek.values()))
            .appendPattern(", dd ")
            .appendText(ChronoField.MONTH_OF_YEAR, shortNames(Month.values()))
            .appendPattern(" uuuu HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT)
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

    /// `Mon` for the first of the days, and so on.
    private static Map<Long, String> shortNames(Enum<?>[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(
                        value -> value.ordinal() + 1L,
                        value -> value.name().charAt(0)
                                + value.name().substring(1, 3).toLowerCase(Locale.ROOT)));
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
