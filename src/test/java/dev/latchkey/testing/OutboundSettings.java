package dev.latchkey.testing;

import dev.latchkey.platform.LatchkeyConfig;
import java.net.URI;
import java.time.Duration;

/// The settings that outgoing calls know, for tests of them without a service.
public record OutboundSettings(Duration timeout, boolean allowPrivateNetworks, int maxCalls, int maxCallsPerHost)
        implements LatchkeyConfig, LatchkeyConfig.Outbound {
    /// Providers are played on this machine.
    public static OutboundSettings local(Duration timeout) {
        return new OutboundSettings(timeout, true, 64, 64);
    }

    @Override
    public URI endpoint() {
        return URI.create("https://id.example.com");
    }

    @Override
    public String secretKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Admin admin() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outbound outbound() {
        return this;
    }
}
