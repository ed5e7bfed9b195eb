package dev.latchkey.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How keys come and go.
@ConfigMapping(prefix = "latchkey.key")
interface KeyConfig {
    /// Whether applications may ask for EdDSA. Some SDKs cannot read a set that holds such a key, also
    /// when none of their own tokens is signed with it; so nothing of it is published unless asked for.
    @WithDefault("false")
    boolean okpEnabled();

    /// How long a new key is published before it signs: longer than anyone keeps the set.
    @WithDefault("1h")
    Duration publishBeforeSigning();

    /// How long a key stays published after its successor began to sign: longer than any token lives,
    /// and longer than sessions where applications show an old ID token to sign somebody out.
    @WithDefault("2d")
    Duration retireAfter();

    /// The age at which a key gets its successor by itself; never, when zero.
    @WithDefault("0")
    Duration rotationInterval();
}
