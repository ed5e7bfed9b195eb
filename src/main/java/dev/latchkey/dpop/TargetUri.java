package dev.latchkey.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address of a request as a proof names it (`htu`): without query and fragment, and in the normal form
/// of RFC 3986 §6.2.2 and §6.2.3, as RFC 9449 §4.3 asks for.
record TargetUri(String text) {
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// Empty for what is no absolute http address.
    static Optional<TargetUri> of(String text) {
        try {
            URI uri = new URI(text).normalize();
            return uri.getScheme() == null || uri.getRawAuthority() == null
                    ? Optional.empty()
                    : Optional.of(new TargetUri(normal(uri)));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static String normal(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        String standardPort = scheme.equals("https") ? ":443" : ":80";
        String host = authority.endsWith(standardPort)
                ? authority.substring(0, authority.length() - standardPort.length())
                : authority;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + host + ENCODED.matcher(path).replaceAll(match -> decoded(match.group()));
    }

    /// A character that needs no encoding stands for itself; of the others only the digits change.
    private static String decoded(String encoded) {
        char character = (char) Integer.parseInt(encoded.substring(1), 16);
        return UNRESERVED.indexOf(character) >= 0 ? String.valueOf(character) : encoded.toUpperCase(Locale.ROOT);
    }
}
