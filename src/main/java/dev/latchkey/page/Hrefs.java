package dev.latchkey.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Addresses that a link may have. The policy forbids script anyway; a link that does nothing when
/// pressed would still be a dead end.
final class Hrefs {
    /// Schemes that run or show content in the page's own place instead of going somewhere.
    static final Set<String> INERT = Set.of("javascript", "data", "vbscript", "blob", "filesystem", "file", "about");

    private static final Set<String> WEB = Set.of("http", "https");

    private Hrefs() {}

    /// A place on the web or a path of this service.
    static Optional<String> web(String address) {
        return check(address).filter(uri -> isPath(uri) || hasScheme(uri, WEB)).map(URI::toString);
    }

    /// As [#web], or an app on the device (`com.example.app:/callback`).
    static Optional<String> webOrApp(String address) {
        return check(address)
                .filter(uri -> isPath(uri) || uri.getScheme() != null && !hasScheme(uri, INERT))
                .map(URI::toString);
    }

    /// As [#web], or a picture that is its own address. What the policy would block is dropped here,
    /// so that the page can put something else in its place.
    static Optional<String> picture(String address) {
        return address.startsWith("data:image/") ? Optional.of(address) : web(address);
    }

    private static Optional<URI> check(String address) {
        try {
            return address == null ? Optional.empty() : Optional.of(new URI(address));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean hasScheme(URI uri, Set<String> schemes) {
        return uri.getScheme() != null && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    private static boolean isPath(URI uri) {
        return uri.getScheme() == null
                && uri.getRawAuthority() == null
                && uri.getRawPath().startsWith("/");
    }
}
