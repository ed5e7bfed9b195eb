package dev.latchkey;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// How long and how many: the settings that have a default, and between what they make sense. Beyond it something
/// would fail later, and far from the setting: a token that is over when it arrives, a pool without threads.
final class SettingRanges {
    private static final int ANY = Integer.MAX_VALUE;

    private static final List<Times> TIMES = List.of(
            new Times("latchkey.token.code-lifetime", "1s", "10m"), // RFC 6749 §4.1.2
            new Times("latchkey.token.access-token-lifetime", "1s", "30d"),
            new Times("latchkey.token.id-token-lifetime", "1s", "30d"),
            new Times("latchkey.token.refresh-token-lifetime", "1s", "3650d"),
            new Times("latchkey.token.refresh-token-absolute-lifetime", "1s", "3650d"),
            new Times("latchkey.token.refresh-retry-window", "0s", "1h"),
            new Times("latchkey.session.idle-timeout", "1s", "3650d"),
            new Times("latchkey.session.absolute-timeout", "1s", "3650d"),
            new Times("latchkey.session.touch-interval", "0s", "1d"),
            new Times("latchkey.sign-in.lifetime", "1s", "1d"),
            new Times("latchkey.sign-in.social-lifetime", "1s", "1d"),
            new Times("latchkey.sign-in.pending-lifetime", "1s", "1d"),
            new Times("latchkey.account.proof-lifetime", "1s", "1d"),
            new Times("latchkey.pushed-request.lifetime", "1s", "599s"), // FAPI 2.0 §5.3.2.2
            new Times("latchkey.password.failure-window", "1s", "30d"),
            new Times("latchkey.device.failure-window", "1s", "30d"),
            new Times("latchkey.key.publish-before-signing", "0s", "30d"),
            new Times("latchkey.key.retire-after", "1d", "3650d"),
            new Times("latchkey.key.keep-retired", "0s", "3650d"),
            new Times("latchkey.key.rotation-interval", "0s", "3650d"),
            new Times("latchkey.key.check-interval", "1s", "1d"),
            new Times("latchkey.outbound.timeout", "100ms", "1m"),
            new Times("latchkey.audit.retention", "1s", "36500d"),
            new Times("latchkey.logout.interval", "1s", "1d"),
            new Times("latchkey.purge.interval", "1s", "1d"));

    private static final List<Counts> COUNTS = List.of(
            new Counts("latchkey.sign-in.max-open", 1, ANY),
            new Counts("latchkey.sign-in.max-open-per-address", 1, ANY),
            new Counts("latchkey.password.min-length", 1, 128),
            new Counts("latchkey.password.max-failures", 1, ANY),
            new Counts("latchkey.password.max-failures-per-address", 1, ANY),
            new Counts("latchkey.password.hashing-threads", 1, 256),
            new Counts("latchkey.password.hashing-queue", 1, 100_000),
            new Counts("latchkey.device.max-failures", 1, ANY),
            new Counts("latchkey.device.max-failures-in-all", 1, ANY),
            new Counts("latchkey.outbound.max-calls", 1, ANY),
            new Counts("latchkey.outbound.max-calls-per-host", 1, ANY),
            new Counts("latchkey.proxy.hops", 0, 100));

    private SettingRanges() {}

    private sealed interface Range permits Times, Counts {
        String property();

        boolean holds(String text);

        String what();

        /// As a variable of the environment.
        default String name() {
            return property().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        }

        default Optional<String> mistake(Function<String, Optional<String>> source) {
            return source.apply(name())
                    .or(() -> source.apply(property()))
                    .filter(text -> !holds(text.strip()))
                    .map(text -> name() + " must be " + what() + ", but is \"" + text + "\".");
        }
    }

    private record Times(String property, String least, String most) implements Range {
        @Override
        public boolean holds(String text) {
            try {
                Duration value = parse(text);
                return value != null && value.compareTo(parse(least)) >= 0 && value.compareTo(parse(most)) <= 0;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        private static Duration parse(String text) {
            return DurationConverter.parseDuration(text);
        }

        @Override
        public String what() {
            return "a duration from " + least + " to " + most;
        }
    }

    private record Counts(String property, int least, int most) implements Range {
        @Override
        public boolean holds(String text) {
            try {
                int value = Integer.parseInt(text);
                return value >= least && value <= most;
            } catch (NumberFormatException _) {
                return false;
            }
        }

        @Override
        public String what() {
            return most == ANY ? "a number from " + least + " on" : "a number from " + least + " to " + most;
        }
    }

    /// The settings that have one, as variables of the environment.
    static Stream<String> names() {
        return all().map(Range::name);
    }

    /// The first setting out of its range, as a sentence.
    static Optional<String> firstMistake(Function<String, Optional<String>> source) {
        return all().flatMap(range -> range.mistake(source).stream()).findFirst();
    }

    private static Stream<Range> all() {
        return Stream.concat(TIMES.stream(), COUNTS.stream());
    }
}
