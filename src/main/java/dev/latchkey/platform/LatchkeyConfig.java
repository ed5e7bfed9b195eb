package dev.latchkey.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// The settings that every installation has to give (`LATCHKEY_*` in the environment).
@ConfigMapping(prefix = "latchkey")
public interface LatchkeyConfig {
    /// The public base URL, for example `https://id.example.com`. Every absolute URL is built from
    /// it and never from a request header.
    URI endpoint();

    /// Encrypts secrets at rest; at least 32 characters.
    String secretKey();

    /// Makes the first machine-to-machine application of the management API.
    Admin admin();

    Outbound outbound();

    interface Admin {
        Optional<String> clientId();

        Optional<String> clientSecret();
    }

    interface Outbound {
        /// How long a connector waits for its provider, from the connection to the end of the answer.
        @WithName("timeout")
        @WithDefault("5s")
        java.time.Duration timeout();

        /// Whether calls may go to addresses of inner networks, and there without TLS.
        @WithDefault("false")
        boolean allowPrivateNetworks();

        /// How many calls may be under way; one more fails at once.
        @WithDefault("256")
        int maxCalls();

        /// Of these at one host, so that a slow one takes nothing from the others.
        @WithDefault("64")
        int maxCallsPerHost();
    }

    /// The endpoint as text without a trailing slash.
    default String baseUrl() {
        String text = endpoint().toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// The origin of our own pages, as browsers send it (RFC 6454 §6.2).
    default String origin() {
        URI uri = endpoint();
        boolean standardPort = uri.getPort() == -1 || uri.getPort() == (isHttps() ? 443 : 80);
        String origin = uri.getScheme() + "://" + uri.getHost() + (standardPort ? "" : ":" + uri.getPort());
        return origin.toLowerCase(Locale.ROOT);
    }

    /// The issuer identifier: `{endpoint}/oidc` (OIDC Discovery §3), compared as an exact string.
    default String issuer() {
        return baseUrl() + "/oidc";
    }

    /// Whether people reach the service by https; decides over `Secure` and `__Host-` cookies.
    default boolean isHttps() {
        return "https".equalsIgnoreCase(endpoint().getScheme());
    }
}
