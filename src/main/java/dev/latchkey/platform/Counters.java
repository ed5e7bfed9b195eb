package dev.latchkey.platform;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// What is counted for `/q/metrics`. Labels take their values from enums and from what the operator
/// installed, never from a request: each new value is a new time series.
@Singleton
public class Counters {
    private final MeterRegistry registry;

    Counters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// @param labels names and values in turn
    public void count(String name, String... labels) {
        registry.counter(name, labels).increment();
    }

    /// Counts something that took time.
    public void time(String name, java.time.Duration duration, String... labels) {
        registry.timer(name, labels).record(duration);
    }
}
