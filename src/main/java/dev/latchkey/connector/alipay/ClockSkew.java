package dev.latchkey.connector.alipay;

import dev.latchkey.platform.OutboundResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How far this server's clock is ahead of Alipay's, told by the answer's `Date`
/// (RFC 9110 §6.6.1), which is in whole seconds.
final class ClockSkew {
    private ClockSkew() {}

    /// @param before when the call was made
    /// @param after when the answer was there: its date lies between the two
    static Optional<Duration> of(OutboundResponse response, Instant before, Instant after) {
        return response.header("Date").flatMap(ClockSkew::parse).map(date -> {
            if (before.isAfter(date.plusSeconds(1))) {
                return Duration.between(date.plusSeconds(1), before);
            }
            return after.isBefore(date) ? Duration.between(date, after) : Duration.ZERO;
        });
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
