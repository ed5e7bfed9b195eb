package dev.latchkey.client;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Matches the addresses of a request against those that were registered.
public final class RedirectUris {

    private RedirectUris() {}

    /// Exact comparison (RFC 9700 §2.1); only a native application on the loopback interface may come
    /// from another port (RFC 8252 §7.3).
    public static boolean isRegistered(Application application, String uri) {
        List<String> registered = application.oidc().redirectUris();
        return registered.contains(uri)
                || application.type() == ApplicationType.Native
                        && registered.stream().anyMatch(own -> differsInLoopbackPortOnly(own, uri));
    }

    /// Whether any program of the device could have itself called there (RFC 8252 §8.6): by a scheme of one's own,
    /// or on the loopback interface.
    public static boolean isClaimable(String uri) {
        URI address = parse(uri);
        return address == null
                || address.getHost() == null
                || !Set.of("http", "https").contains(address.getScheme())
                || RegisteredUri.LOOPBACK.contains(address.getHost());
    }

    /// Exact comparison too, but an empty path is the same as `/` (RFC 3986 §6.2.3): the SDKs send the
    /// base URL without the slash with which tutorials tell people to register it.
    public static boolean isRegisteredForLogout(Application application, String uri) {
        String wanted = withPath(uri);
        return application.oidc().postLogoutRedirectUris().stream()
                .anyMatch(own -> withPath(own).equals(wanted));
    }

    private static String withPath(String text) {
        URI uri = parse(text);
        boolean bare = uri != null && uri.getHost() != null && uri.getRawPath().isEmpty();
        return bare && uri.getRawQuery() == null && uri.getRawFragment() == null ? text + "/" : text;
    }

    private static boolean differsInLoopbackPortOnly(String registered, String given) {
        URI own = parse(registered);
        URI other = parse(given);
        return own != null
                && other != null
                && isLoopback(own)
                && isLoopback(other)
                && own.getHost().equals(other.getHost())
                && Objects.equals(own.getRawPath(), other.getRawPath())
                && Objects.equals(own.getRawQuery(), other.getRawQuery())
                && other.getRawFragment() == null;
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getRawUserInfo() == null
                && uri.getHost() != null
                && RegisteredUri.LOOPBACK.contains(uri.getHost());
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
