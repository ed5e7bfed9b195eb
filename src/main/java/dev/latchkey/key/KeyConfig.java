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

    /// How long a key stays published after its successor began to sign: longer than any token lives.
    @WithDefault("2d")
    Duration retireAfter();

    /// How long a key that is not published any more still vouches for ID tokens that come back as hints:
    /// longer than any session or authorization lives.
    @WithDefault("400d")
    Duration keepRetired();

    /// The age at which a key gets its successor by itself; never, when zero.
    @WithDefault("0")
    Duration rotationInterval();
}
