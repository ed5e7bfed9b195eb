package dev.latchkey.page;

import java.net.URI;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which addresses a page may load in frames (`frame-src`, CSP 3 §6.1.4): those that it has, up to the query.
final class FrameSources {
    /// Without what would end a source or a directive.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/._~!$&()*+=:@%-]*");

    private FrameSources() {}

    /// Empty for a page without frames.
    static String directive(Collection<String> frames) {
        return frames.isEmpty()
                ? ""
                : "frame-src "
                        + frames.stream().map(FrameSources::source).distinct().collect(Collectors.joining(" "))
                        + "; ";
    }

    private static String source(String frame) {
        URI uri = URI.create(frame);
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.isEmpty() || host.startsWith("[")) {
            return uri.getScheme() + ":"; // the grammar of sources knows no IPv6 address
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (PATH.matcher(path).matches() ? path : "");
    }
}
