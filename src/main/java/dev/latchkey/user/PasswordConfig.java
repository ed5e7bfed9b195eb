package dev.latchkey.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/// What passwords must be like, and how much of the machine hashing them may take.
@ConfigMapping(prefix = "latchkey.password")
interface PasswordConfig {
    /// NIST SP 800-63B-4 §3.1.1.2: 15 where the password is the only factor.
    @WithDefault("15")
    int minLength();

    /// How many wrong passwords are tried for one username within the window.
    @WithDefault("100")
    int maxFailures();

    /// The same for one address, whatever the usernames: one password tried for many people.
    @WithDefault("1000")
    int maxFailuresPerAddress();

    /// How long wrong passwords are remembered, from the first on.
    @WithDefault("1h")
    Duration failureWindow();

    /// How many passwords are hashed at once, 19 MiB each; absent means one for each processor, but no
    /// more than fit into a quarter of the heap.
    OptionalInt hashingThreads();

    /// How many may wait; beyond it the service says that it is busy.
    @WithDefault("64")
    int hashingQueue();
}
