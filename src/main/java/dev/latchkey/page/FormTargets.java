package dev.latchkey.page;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the forms of a page may lead (`form-action`, CSP 3 §6.4.1).
///
/// Browsers hold every redirect that follows a form post to it, and a sign-in ends somewhere else:
/// at the application, or at a social provider and whatever hosts that one redirects to.
public final class FormTargets {
    /// For pages without forms.
    public static final FormTargets NONE = new FormTargets(Set.of("'none'"));

    /// For forms whose answer stays with this service.
    public static final FormTargets SELF = new FormTargets(Set.of("'self'"));

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern NAMED_HOST = Pattern.compile("(?i)127\\.0\\.0\\.1|[a-z0-9.-]*[a-z][a-z0-9.-]*");

    private final Set<String> sources;

    private FormTargets(Set<String> sources) {
        this.sources = sources;
    }

    /// This service, every https address, and those of the given addresses that are not https: an
    /// application on `http://localhost:3000`, or one that is called by its scheme (`com.example.app:`).
    public static FormTargets of(URI... ends) {
        Set<String> sources = new LinkedHashSet<>(Set.of("'self'"));
        sources.add("https:");
        for (URI end : ends) {
            if (end.isAbsolute()) {
                add(sources, end);
            }
        }
        return new FormTargets(sources);
    }

    private static void add(Set<String> sources, URI end) {
        String scheme = end.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEME.matcher(scheme).matches() || Hrefs.INERT.contains(scheme)) {
            return; // the browser may refuse to follow it, and should
        }
        sources.add(scheme.equals("http") ? http(end) : scheme + ":");
    }

    /// The grammar of sources knows no IPv6 address and, of the others, only this device's.
    private static String http(URI end) {
        String host = end.getHost();
        if (host == null || !NAMED_HOST.matcher(host).matches()) {
            return "http:";
        }
        return "http://" + host.toLowerCase(Locale.ROOT) + (end.getPort() < 0 ? "" : ":" + end.getPort());
    }

    /// The sources as they go into the header.
    @Override
    public String toString() {
        return String.join(" ", sources);
    }
}
