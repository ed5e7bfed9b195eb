package dev.latchkey.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long a sign-in may take.
@ConfigMapping(prefix = "latchkey.sign-in")
public interface SignInConfig {
    /// A sign-in that is older restarts itself when the person goes on with it.
    @WithDefault("1h")
    Duration lifetime();

    /// A social provider has to bring the person back within this time.
    @WithDefault("10m")
    Duration socialLifetime();

    /// How many may be under way at once; each is a row that anybody can have made.
    @WithDefault("100000")
    int maxOpen();

    /// The same for one address.
    @WithDefault("1000")
    int maxOpenPerAddress();

    /// So long a proof waits for what the person has to decide before they are in.
    @WithDefault("15m")
    Duration pendingLifetime();
}
