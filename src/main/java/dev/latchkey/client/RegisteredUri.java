package dev.latchkey.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is wrong with a URI that an application wants to be returned to, or nothing.
///
/// A registered URI is compared byte by byte when it is used (RFC 9700 §4.1.3), so all that browsers
/// and parsers read differently is refused here, once: dot segments, backslashes, encoded dots and
/// slashes, user information, wildcards. So are schemes that run or read instead of navigating, and
/// query keys that an answer has to add itself.
final class RegisteredUri {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;
    static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");
    private static final Set<String> DANGEROUS_SCHEMES = Set.of(
            "about",
            "blob",
            "chrome",
            "content",
            "data",
            "file",
            "filesystem",
            "ftp",
            "intent",
            "jar",
            "javascript",
            "mailto",
            "resource",
            "sms",
            "tel",
            "vbscript",
            "view-source",
            "ws",
            "wss");
    private static final Set<String> ANSWER_KEYS =
            Set.of("code", "state", "iss", "error", "error_description", "id_token", "access_token");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("\\.\\.|[\\\\;*]|%(?:2e|2f|5c|25|00)", Pattern.CASE_INSENSITIVE);

    private RegisteredUri() {}

    /// @param isNative whether custom schemes are allowed (RFC 8252 §7.1)
    static Optional<String> problem(String text, boolean isNative) {
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > 32 && c < 127)) {
            return Optional.of("must be at most " + MAX_LENGTH + " visible ASCII characters");
        }
        if (AMBIGUOUS.matcher(text).find()) {
            return Optional.of("must not hold \"..\", \\, ;, * or an encoded dot, slash or percent sign");
        }
        return parse(text).map(uri -> problem(uri, isNative)).orElse(Optional.of("must be an absolute URI"));
    }

    /// What is wrong with a plain web address, for example of a logo.
    static Optional<String> webProblem(String text) {
        return problem(text, false);
    }

    /// What is wrong with an address that the service itself is to call: https, or a loopback interface, where
    /// nobody listens in. Whether it will be called is [dev.latchkey.platform.OutboundClient]'s to say.
    static Optional<String> fetchProblem(String text) {
        return webProblem(text)
                .or(() -> isSafeToCall(URI.create(text)) ? Optional.empty() : Optional.of("must be an https address"));
    }

    private static boolean isSafeToCall(URI uri) {
        boolean safe = "https".equalsIgnoreCase(uri.getScheme()) || LOOPBACK.contains(uri.getHost());
        return safe && uri.getPort() <= MAX_PORT;
    }

    /// The host that it names, whether it may be registered or not.
    static Optional<String> host(String text) {
        return parse(text).map(URI::getHost);
    }

    static boolean sameOrigin(String one, String other) {
        URI left = URI.create(one);
        URI right = URI.create(other);
        return left.getHost() != null
                && left.getHost().equalsIgnoreCase(right.getHost())
                && left.getScheme().equalsIgnoreCase(right.getScheme())
                && port(left) == port(right);
    }

    private static int port(URI uri) {
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text)).filter(URI::isAbsolute);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> problem(URI uri, boolean isNative) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawFragment() != null || uri.toString().endsWith("#")) {
            return Optional.of("must not have a fragment");
        }
        if (!(WEB_SCHEMES.contains(scheme) || isNative && !DANGEROUS_SCHEMES.contains(scheme))) {
            return Optional.of("must not have the scheme " + scheme);
        }
        if (WEB_SCHEMES.contains(scheme) && uri.getHost() == null) {
            return Optional.of("must name a host");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            return Optional.of("must not have user information");
        }
        return answersItself(uri) ? Optional.of("must not have a query key of the answer") : Optional.empty();
    }

    private static boolean answersItself(URI uri) {
        return queryKeys(uri).anyMatch(ANSWER_KEYS::contains);
    }

    private static Stream<String> queryKeys(URI uri) {
        String text = uri.toString();
        int question = text.indexOf('?'); // an opaque URI has no query of its own to ask for
        return question < 0
                ? Stream.empty()
                : Arrays.stream(text.substring(question + 1).split("&"))
                        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
    }
}
