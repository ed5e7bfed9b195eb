package dev.latchkey.platform;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/// What stands between the service and the people.
@ConfigMapping(prefix = "latchkey.proxy")
interface ProxyConfig {
    /// How many proxies of the operator's stand in front and add to `X-Forwarded-For`; 0 when people
    /// reach the service directly. Limits by address apply once it is set.
    OptionalInt hops();
}
