package dev.latchkey.client;

import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// Which web pages may read the answers of the token, revocation and userinfo endpoints.
@Singleton
public class AllowedOrigins {
    /// Where the pages of a packaged app live (Capacitor on iOS and Android, Ionic). Allowed for every
    /// native application: these endpoints use no cookies, and its only redirect URI has no origin.
    private static final Set<String> APP_SHELLS =
            Set.of("capacitor://localhost", "ionic://localhost", "https://localhost", "http://localhost");

    private final String own;

    AllowedOrigins(LatchkeyConfig config) {
        this.own = config.origin();
    }

    /// @param origin the `Origin` header as the browser sent it
    public boolean allows(Application application, String origin) {
        List<String> configured = application.custom().corsAllowedOrigins();
        return origin.equals(own)
                || application.type() == ApplicationType.Native && APP_SHELLS.contains(origin)
                || configured != null && configured.contains(origin)
                || application.oidc().redirectUris().stream()
                        .anyMatch(uri -> originOf(URI.create(uri)).equals(origin));
    }

    /// The origin as browsers serialise it (RFC 6454 §6.2); `null` as text for custom schemes.
    private static String originOf(URI uri) {
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            return "null of " + scheme;
        }
        boolean standardPort = uri.getPort() == -1 || uri.getPort() == ("https".equalsIgnoreCase(scheme) ? 443 : 80);
        String origin = scheme + "://" + uri.getHost() + (standardPort ? "" : ":" + uri.getPort());
        return origin.toLowerCase(java.util.Locale.ROOT);
    }
}
