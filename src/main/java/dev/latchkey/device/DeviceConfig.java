package dev.latchkey.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much guessing of user codes is borne (RFC 8628 §5.1).
@ConfigMapping(prefix = "latchkey.device")
public interface DeviceConfig {
    /// Wrong codes from one address.
    @WithDefault("10")
    int maxFailures();

    /// Wrong codes in all.
    @WithDefault("1000")
    int maxFailuresInAll();

    @WithDefault("10m")
    Duration failureWindow();
}
